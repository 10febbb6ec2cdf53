"""A double of SageMaker's model registry that can be made to fail.

It speaks the service's protocol, JSON 1.1, through a real socket, so that real boto3 clients can use it. It honours
client tokens, refuses what the service model forbids, and loses requests and answers on demand. moto does not.

    with SageMakerDouble(faults=Faults(1 / 3, seed=7)) as double:
        client = double.client()
        ...
        assert len(double.packages) == 1
"""

from __future__ import annotations

from .double import SageMakerDouble, fake_session, make_client
from .faults import Fault, Faults
from .progress import AT_ONCE, Item, Step, progress
from .service import NOT_REACHED, OK

__all__ = [
    "AT_ONCE",
    "NOT_REACHED",
    "OK",
    "Fault",
    "Faults",
    "Item",
    "SageMakerDouble",
    "Step",
    "fake_session",
    "make_client",
    "progress",
]
