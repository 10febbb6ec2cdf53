from jedi.api import Interpreter as Interpreter
from jedi.api import Script as Script
from jedi.api.project import Project as Project
