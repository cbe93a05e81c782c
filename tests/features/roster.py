"""A list comes in: the trainer brings it, somebody of it signs in by name, two records of one person become one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.drivers.person import Person
from trainer.app import Application

LIST = (
    "Navn;Medarbejdernummer;Hold;Rolle\n"
    "Åse Bjørn;0012;Hold 3A;\n"
    "Bo Østergaard;0013;Hold 3A;\n"
    "Clara Juhl;0014;Hold 3B;\n"
    "Sofie Bjerre;0015;Hold 3B;\n"
    ";0016;Hold 3B;\n"
    "Dan Ek;0014;Hold 3B;\n"
)


def bring(person: Person, application: Application) -> dict[str, Any]:
    """Bring a list in by keyboard, decide about one row, then sign in as somebody of it."""
    folder = Path(application.house.folder) if application.house else Path()
    path = folder.parent / "hold.csv"
    path.write_text(LIST, "utf-8")
    person.waits_for("Maja Lindholm")
    person.goes_to("Maja Lindholm")
    person.press("Space")
    person.waits_for("Find a person")
    person.chooses("Add people")
    person.waits_for("Choose a list of people")
    person.will_name_file(str(path))
    person.chooses("Choose a file")
    person.waits_for("3 people are new.")
    person.waits_for("Your decision, 1")
    person.goes_to("Rows of the file")
    person.press("Return")
    person.waits_for("Who is Sofie Bjerre?")
    person.chooses("The same person: Sofie Bjerre")
    person.waits(lambda: not person.reads("1 row needs your decision."), "the decision")
    person.chooses("All, 6")
    person.chooses("Add 3 people")
    person.waits_for("3 people were added.")
    person.chooses("To the people")
    person.waits_for("Find a person")
    told = {"people": [one.name for one in application.house.records.people.everybody()] if application.house else []}
    person.chooses("Your name: Maja Lindholm" if person.reads("Your name: Maja Lindholm") else "Maja Lindholm")
    person.waits_for("Sign out or change profile")
    person.chooses("Sign out or change profile")
    person.waits_for("I am on the list")
    assert not person.reads("Åse Bjørn")
    person.chooses("I am on the list")
    person.waits_for("Type your whole name")
    person.types("aase bjorn")
    person.press("Return")
    person.waits_for("Nobody of that name")
    person.press("Ctrl+A")
    person.types("ase bjorn")
    person.press("Return")
    person.waits_for("Is this you?")
    person.types("2468")
    person.press("Return")
    person.types("2468")
    person.press("Return")
    person.waits_for("Åse")
    person.waits(lambda: application.router.page is not None and application.router.page.objectName() == "home", "home")
    return told
