"""What people do at any page of the application, and what holds of any page that is good."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

from .conftest import PHONE, ROOT, Visitor

SEND = "main form.stack button"
KINDS = """names => Object.fromEntries(
    names.map(name => [name, document.querySelector(`main [name="${name}"]`)?.type]))"""
"""Of what type each field is: one question for a whole form."""
AXE = Axe().axe_script
EACH_COLOR_ONCE = """() => {
  const color = axe.commons.color.Color.prototype, parse = color.parseString, known = new Map();
  const parts = ({r, g, b, alpha}) => ({r, g, b, alpha});
  color.parseString = function (said) {
    if (!known.has(said)) known.set(said, parts(parse.call(this, said)));
    return Object.assign(this, known.get(said));
  };
}"""
"""A page has a dozen colors, which axe works out thousands of times: a third of its time."""
PAPER = ROOT / "zones/demo/cases/paper.pdf"


def read(visitor: Visitor, path: str) -> str:
    assert visitor.open(path) == 200, path
    return str(visitor.page.inner_text("main"))


def fill(visitor: Visitor, **said: object) -> None:
    """Put what is said into the page's fields by their names; what is chosen by its code."""
    kinds = visitor.page.evaluate(KINDS, list(said))
    for name, value in said.items():
        field = visitor.page.locator(f"main [name='{name}']").first
        if kinds[name] == "file":
            field.set_input_files(value)  # type: ignore[arg-type]
        elif kinds[name] == "radio":
            visitor.page.check(f"main [name='{name}'][value='{value}']")
        elif kinds[name] == "select-one":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def send(visitor: Visitor) -> str:
    """Press the form's button with the keyboard, and read the page it leads to."""
    visitor.page.locator(SEND).first.focus()
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    return visitor.page.inner_text("main")


def paper(name: str, salt: str = "") -> dict[str, object]:
    """A paper to hand in; another salt makes another paper."""
    held = PAPER.read_bytes() + f"%% {name}{salt}".encode()
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": held}


def broken_rules(visitor: Visitor, *, colors: bool = True) -> list[str]:
    """What axe calls serious or critical, each with the first place it was found."""
    asked = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colors}}}
    if not visitor.page.evaluate("'axe' in window"):
        visitor.page.evaluate(AXE)
        visitor.page.evaluate(EACH_COLOR_ONCE)
    found = visitor.page.evaluate("asked => axe.run(asked)", asked)["violations"]
    grave = [rule for rule in found if rule["impact"] in ("serious", "critical")]
    return [f"{rule['id']}: {rule['help']} {rule['nodes'][0]['html'][:200]}" for rule in grave]


def good_on_a_phone(visitor: Visitor) -> bool:
    return visitor.fits(PHONE) and broken_rules(visitor) == []
