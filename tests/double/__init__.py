"""A double of SageMaker's model registry that can be made to fail.

It speaks the service's protocol, JSON 1.1, through a real socket, so that real boto3 clients talk to it; it honours
client tokens, refuses what the service refuses, and loses requests and answers on demand. moto does none of these.

    with SageMakerDouble(faults=Faults(1 / 3, seed=7)) as double:
        client = double.client()
        ...
        assert len(double.packages) == 1
"""

from __future__ import annotations

from .double import SageMakerDouble, fake_session, make_client
from .faults import Fault, Faults
from .progress import AT_ONCE, Item, Step, progress
from .service import NOT_REACHED, OK, Call
from .state import Group, Package

__all__ = [
    "AT_ONCE",
    "NOT_REACHED",
    "OK",
    "Call",
    "Fault",
    "Faults",
    "Group",
    "Item",
    "Package",
    "SageMakerDouble",
    "Step",
    "fake_session",
    "make_client",
    "progress",
]
