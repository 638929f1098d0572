"""What is put off while Arelle is imported comes when it is needed, and is the real one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

_GRAMMAR = """
import sys
from converter.validation.startup import import_arelle
import_arelle()
from arelle.formula import XPathParser
operation = XPathParser.OperationDef
assert "pyparsing" not in sys.modules
XPathParser.exprStack = []
XPathParser.xpathExpr.parse_string("1 + 2 * 3", parse_all=True)
assert "pyparsing" in sys.modules
assert XPathParser.OperationDef is operation
assert any(isinstance(item, operation) for item in XPathParser.exprStack)
try:
    XPathParser.xpathExpr.parse_string("1 + (", parse_all=True)
except XPathParser.ParseSyntaxException:
    print("grammar")
"""

_LOADER = """
import sys
from converter.validation.startup import import_arelle
import_arelle()
from arelle.oim.Load import isOimLoadable, oimLoader
assert not isOimLoadable("http://x/a.xsd", "a.xsd") and "arelle.oim.csv.context" not in sys.modules
assert isOimLoadable("facts.json", "facts.json")
from arelle.oim import Load
assert Load.__file__ and issubclass(Load.OIMException, Exception)
print("loader")
"""


@pytest.mark.parametrize(("code", "told"), [(_GRAMMAR, "grammar"), (_LOADER, "loader")])
def test_put_off(code: str, told: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == f"{told}\n", done.stderr


def test_the_schema_made_ahead_is_the_one_that_arelle_would_make() -> None:
    from arelle import XmlValidate

    from converter.validation import inline_schema

    inline_schema.compile_ahead()
    tree, schema = inline_schema._made_ahead()
    assert tree.docinfo.URL == inline_schema._URL
    assert isinstance(schema, XmlValidate.etree.XMLSchema)
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><p>x</p></body></html>'
    assert schema.validate(XmlValidate.etree.fromstring(page))
    assert not schema.validate(XmlValidate.etree.fromstring(page.replace("<p>x</p>", "<q2/>")))
