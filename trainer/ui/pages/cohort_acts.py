"""Owns what is asked before something is done to people or groups of the list, and what is said of it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from trainer.catalogue import Catalogue
from trainer.core.assignments import Cohort as Group
from trainer.core.message import Message
from trainer.core.views import PersonScore
from trainer.ui.components.dialog import Dialog
from trainer.ui.pages.cohort_head import WISHES
from trainer.ui.pages.cohort_menus import Entries, Entry, ExtraDialog, NameDialog
from trainer.ui.pages.person_panel import PersonPanel
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.cohort import CohortPresenter
from trainer.ui.theme import Look

if TYPE_CHECKING:
    from trainer.ui.pages.cohort import CohortPage

_NEW = "new"


class CohortActs(QObject):
    """The menus of the list's page, its dialogs, and the words after them."""

    def __init__(
        self,
        page: CohortPage,
        presenter: CohortPresenter,
        extras: Sequence[tuple[str, str, str]],
        look: Look,
        catalogue: Catalogue,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._extras = tuple(extras)
        self._look = look
        self._catalogue = catalogue
        self._naming: NameDialog | None = None
        self.duplicates = ""
        page.head.group.clicked.connect(self.open_groups)
        page.head.more.clicked.connect(self.open_more)
        page.chosen.wished.connect(self.wish)
        presenter.done.connect(self._on_done)
        presenter.not_done.connect(self._on_not_done)
        presenter.group_made.connect(self._on_group_made)

    # Menus

    def open_groups(self) -> None:
        """Which group is shown."""
        say, here = self._say, self._page.group
        entries = [("", "users", self._catalogue.say("cohort.everybody"), ""), *self._groups(), self._new()]
        menu = self._menu(say("menu.title"), "", entries, here=here.id if here is not None else "")
        menu.entry_chosen.connect(self._on_group_chosen)
        menu.open()

    def open_more(self) -> None:
        """What else can be done, to the group shown or at all."""
        say, group = self._say, self._page.group
        if group is not None:
            entries = [
                ("assign", "calendar-check", say("menu.assign"), ""),
                ("assignments", "list-checks", say("menu.assignments"), ""),
                ("rename", "pencil", say("menu.rename"), ""),
                ("close", "archive", say("menu.close_group"), ""),
            ]
        else:
            entries = [self._new(), ("assignments", "list-checks", say("menu.assignments_all"), "")]
            if self._page.groups:
                entries.insert(1, ("assign", "calendar-check", say("menu.assign_all"), ""))
        if self._page.head.add.isHidden():
            entries.append(("add", "user-plus", say("add"), ""))
        if self.duplicates:
            entries.append(("duplicates", "copy", self.duplicates, ""))
        entries.append(("limits", "life-buoy", say("menu.limits"), ""))
        entries += [(f"extra-{id_}", icon, words, "") for id_, icon, words in self._extras]
        name = group.name if group is not None else self._catalogue.say("cohort.everybody")
        menu = self._menu(say("menu.more_title", group=clipped(name)), "", entries)
        menu.entry_chosen.connect(self._on_more_chosen)
        menu.open()

    def _menu(self, title: str, text: str, entries: Sequence[Entry], here: str | None = None) -> Entries:
        return Entries(title, text, entries, self._look, self._catalogue, self._page, here=here)

    def _groups(self) -> list[Entry]:
        return [
            (one.id, "users", clipped(one.name, 120), self._say("members", n=one.members)) for one in self._page.groups
        ]

    def _new(self) -> Entry:
        return _NEW, "plus", self._say("menu.new"), ""

    def _on_group_chosen(self, entry: str) -> None:
        if entry == _NEW:
            self.ask_new(())
        else:
            self._page.show_group(entry)

    def _on_more_chosen(self, entry: str) -> None:
        page, group = self._page, self._page.group
        if entry == _NEW:
            self.ask_new(())
        elif entry == "assign":
            page.assign_wished.emit(())
        elif entry == "assignments":
            page.assignments_wished.emit(group.id if group is not None else "")
        elif entry == "limits":
            page.limits_wished.emit()
        elif entry == "add":
            page.add_wished.emit()
        elif entry == "duplicates":
            page.duplicates_wished.emit()
        elif entry.startswith("extra-"):
            page.extra_wished.emit(entry.removeprefix("extra-"))
        elif group is not None and entry == "rename":
            self.ask_rename(group)
        elif group is not None:
            self.ask_close(group)

    # To those chosen

    def wish(self, wish: str) -> None:
        """Do something to the people chosen, or ask first."""
        model, group = self._page.model, self._page.group
        people = model.chosen_people() if model is not None else ()
        if model is None or not people:
            return
        if wish == "menu":
            icons = dict(zip(WISHES, ("plus", "minus", "calendar-check", "clock", "key-round", "x"), strict=True))
            entries = [(one, icons[one], self._say(f"do.{one}"), "") for one in self._page.chosen.wishes()]
            menu = self._menu(self._say("chosen", n=len(people)), "", entries)
            menu.entry_chosen.connect(self.wish)
            menu.open()
        elif wish == "clear":
            model.clear_chosen()
            if self._page.table is not None:
                self._page.table.setFocus()
        elif wish == "assign":
            self._page.assign_wished.emit(tuple(one.id for one in people))
        elif wish == "put_in":
            self.ask_put_in(people)
        elif wish == "take_out" and group is not None:
            self._presenter.take_out(group, [one.id for one in people])
            model.clear_chosen()
        elif wish == "extra":
            dialog = ExtraDialog(self._whom(people), people[0].extra_percent, self._look, self._catalogue, self._page)
            dialog.percent_wished.connect(lambda percent: self._presenter.give_extra(people, percent))
            dialog.open()
        elif wish == "reset":
            self.ask_reset(people)

    def ask_put_in(self, people: Sequence[PersonScore]) -> None:
        """Ask into which group."""
        ids = [one.id for one in people]
        menu = self._menu(self._say("put_in.title"), self._whom(people), [*self._groups(), self._new()])

        def chosen(entry: str) -> None:
            group = next((one for one in self._page.groups if one.id == entry), None)
            if group is None:
                self.ask_new(ids)
            else:
                self._presenter.put_in(group, ids)

        menu.entry_chosen.connect(chosen)
        menu.open()

    def open_panel(self, person: PersonScore) -> None:
        """Show one person over the list."""
        page, model = self._page, self._page.model
        if model is None or page.findChild(PersonPanel) is not None:
            return
        panel = PersonPanel(model.words.row(person), page.modules, self._look, self._catalogue, page)
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel.reset_wished.connect(lambda _person: self.ask_reset([person]))
        panel.open()

    def ask_reset(self, people: Sequence[PersonScore]) -> None:
        """Ask before PINs are taken away."""
        say, whom = self._catalogue.say, self._whom(people)
        title = (
            say("cohort.reset.title", name=whom)
            if len(people) == 1
            else self._say("reset_several.title", n=len(people))
        )
        if len(people) == 1:
            what = say("cohort.reset.what"), say("cohort.reset.next", name=whom)
            act, stay = say("cohort.reset.confirm"), say("cohort.reset.cancel")
        else:
            what = self._say("reset_several.what"), self._say("reset_several.next")
            act, stay = self._say("reset_several.confirm"), self._say("reset_several.cancel")
        text = "\n".join((*what, say("cohort.reset.safe")))
        dialog = self._ask(title, text, act, stay, "resetQuestion")
        dialog.accepted.connect(lambda: self._presenter.reset_secrets(people))

    def _whom(self, people: Sequence[PersonScore]) -> str:
        return clipped(people[0].name) if len(people) == 1 else self._say("people", n=len(people))

    # Groups

    def ask_new(self, people: Sequence[str]) -> None:
        """Ask for the name of a new group."""
        text = self._say("make.text")
        text = f"{text} {self._say('make.text_people')}" if people else text
        dialog = self._name(self._say("make.title"), text, "", self._say("make.do"))
        dialog.name_wished.connect(lambda name: self._presenter.make_group(name, people))

    def ask_rename(self, group: Group) -> None:
        """Ask for another name."""
        title = self._say("rename.title", group=clipped(group.name))
        dialog = self._name(title, self._say("rename.text"), group.name, self._say("rename.do"))
        dialog.name_wished.connect(lambda name: self._presenter.rename_group(group, name))

    def ask_close(self, group: Group) -> None:
        """Ask before a group is closed."""
        title = self._say("close.title", group=clipped(group.name))
        dialog = self._ask(title, self._say("close.text"), self._say("close.do"), self._say("close.stay"), "closeGroup")
        dialog.accepted.connect(lambda: self._presenter.close_group(group))

    def _name(self, title: str, text: str, name: str, act: str) -> NameDialog:
        dialog = self._naming = NameDialog(title, text, name, act, self._look, self._catalogue, self._page)
        dialog.finished.connect(self._on_named)
        dialog.open()
        return dialog

    def _ask(self, title: str, text: str, act: str, stay: str, name: str) -> Dialog:
        dialog = Dialog(title, text, self._look, act=act, stay=stay, name=name, parent=self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    # Afterwards

    def _on_named(self) -> None:
        self._naming = None

    def _on_group_made(self, group: Group) -> None:
        self._page.groups = (*self._page.groups, group)
        self._page.show_group(group.id)

    def _on_done(self, what: str, values: dict[str, str | int]) -> None:
        if self._naming is not None:
            self._naming.finish()
        shown = {key: clipped(value) if isinstance(value, str) else value for key, value in values.items()}
        title = self._catalogue.say("cohort.reset.done_title") if what == "reset" else self._say(f"done.{what}_title")
        self._page.outcome.show_done(title, self._say(f"done.{what}", **shown))

    def _on_not_done(self, what: str, message: Message) -> None:
        words = self._catalogue.tell(message)
        if self._naming is not None:
            self._naming.show_refused(words)
        else:
            self._page.outcome.show_error(self._say(f"failed.{what}"), words)

    def _say(self, code: str, **values: str | int) -> str:
        return self._catalogue.say("group." + code, **values)
