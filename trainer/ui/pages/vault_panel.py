"""Owns the section in which a trainer installs, opens and closes the question bank for assessments; knows neither file nor key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Admitted
from trainer.core.vault_views import Offered, VaultCondition, VaultState
from trainer.ui.announcing import announce
from trainer.ui.components.buttons import Button
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice
from trainer.ui.components.layouts import Strip
from trainer.ui.components.marks import IconText
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.files import Chooser, choose_source
from trainer.ui.pages.vault_form import StepForm
from trainer.ui.pages.wording import clipped, date
from trainer.ui.presenters.vault import VaultPresenter
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look
from trainer.ui.vault_protocols import VaultingDesk

SHORTEST = 8
MOST_NAMES = 5
_ICONS = {
    VaultCondition.NONE: ("circle-dashed", "ink2", ""),
    VaultCondition.LOCKED: ("lock", "ink2", ""),
    VaultCondition.OPEN: ("key-round", "ink", "positive"),
    VaultCondition.UNREADABLE: ("triangle-alert", "caution", ""),
}
_OF_PASSWORD = ("vault.wrong", "people.wait", "vault.password-short", "people.secret-long")
_TOO_SHORT = ("vault.password-short", "vault.no-password")


class VaultPanel(Card):
    """VaultPanel(desk, who, look, catalogue, now); without its title where the page has one (`titled`).

    Signal: `changed()` once it was installed, opened or closed.
    """

    changed = Signal()

    def __init__(
        self,
        desk: VaultingDesk,
        who: Admitted,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        source: Chooser = choose_source,
        titled: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, spacing=8, name="vaultPanel", parent=parent)
        self._words = catalogue
        self._who = who
        self._now = now
        self._source = source
        self._form: StepForm | None = None
        self._step = ""
        self._waiting = ""
        self._typed = ""
        self._changed = ""
        self._offered: Offered | None = None
        self._asked_by = ""
        self.presenter = VaultPresenter(desk, who.id, self)
        self._state = IconText("", "lock", look, "bodyStrong", "ink2", name="vaultState", parent=self)
        self._about = Text("", look, "explain", "ink2", name="vaultAbout", parent=self)
        self._what = Text("", look, "body", "ink", name="vaultWhat", parent=self)
        self._openers = Text("", look, "small", "ink2", name="vaultOpeners", parent=self)
        self._digest = Text("", look, "small", "ink2", name="vaultDigest", parent=self)
        self._problem = ErrorPanel(look, name="vaultProblem", parent=self)
        self._done = IconText("", "check", look, "explain", "ink", tint="positive", name="vaultDone", parent=self)
        self._actions = Strip(look, 12, self)
        self.install = self._button("install", "upload")
        self.open = self._button("open_it", "key-round")
        self.close_it = self._button("close_it", "lock")
        self.admit = self._button("admit", "user-plus")
        title = Text(self._say("title"), look, "subhead", name="vaultTitle", parent=self)
        title.setVisible(titled)
        self.add(title, Text(self._say("lead"), look, "explain", "ink2", parent=self))
        self.body.gap(8)
        self.add(self._state, self._about, self._what, self._openers, self._digest, self._problem, self._done)
        self.body.gap(8)
        self.add(self._actions)
        self.install.clicked.connect(self._on_install_clicked)
        self.open.clicked.connect(self._on_open_clicked)
        self.close_it.clicked.connect(self._on_close_clicked)
        self.admit.clicked.connect(self._on_admit_clicked)
        one = self.presenter
        one.begun.connect(self._on_begun)
        one.offered.connect(self._on_offered)
        one.done.connect(self._on_done)
        one.refused.connect(self._on_refused)
        self._problem.hide()
        self._done.hide()
        self.show_state()

    def show_state(self) -> None:
        """Show how it stands now."""
        state = self.presenter.state()
        installed = state.condition in (VaultCondition.LOCKED, VaultCondition.OPEN)
        icon, colour, tint = _ICONS[state.condition]
        self._state.show_mark(self._say(state.condition.value), icon, colour, tint)
        about = self._words.tell(state.trouble) if state.trouble else self._say(f"{state.condition.value}_text")
        self._about.setText(about)
        for text in (self._what, self._openers, self._digest):
            text.setVisible(installed)
        if installed:
            what = self._say(
                "what_draft" if state.draft else "what",
                name=clipped(state.name),
                version=clipped(state.version),
                items=state.items,
            )
            day = self._say("installed", date=date(state.installed_ms, self._now(), self._words))
            self._what.setText(f"{what}. {day}.")
            self._openers.setText(self._opened_by(state))
            self._digest.setText(self._say("digest", digest=state.digest[:12]))
        self._show_actions(state)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("vault." + code, **values)

    def _button(self, code: str, icon: str) -> Button:
        button = Button(self._say(code), self._look, icon=icon, name=f"vault-{code}", parent=self._actions)
        self._actions.add(button)
        return button

    def _opened_by(self, state: VaultState) -> str:
        names = [clipped(keeper.name) for keeper in state.keepers if keeper.may_open]
        if not names:
            return self._say("openers_none")
        listed = ", ".join(names[:MOST_NAMES])
        if len(names) > MOST_NAMES:
            listed = self._say("and_more", names=listed, n=len(names) - MOST_NAMES)
        return self._say("openers", names=listed)

    def _show_actions(self, state: VaultState) -> None:
        mine = state.may_open(self._who.id)
        asked = self._form is not None
        newer = "replace" if mine else "again"
        self.install.show_text(self._say("install" if state.condition is VaultCondition.NONE else newer))
        self.install.setVisible(not asked)
        self.open.setVisible(state.condition is VaultCondition.LOCKED and mine and not asked)
        self.close_it.setVisible(state.condition is VaultCondition.OPEN and not asked)
        others = any(not keeper.may_open for keeper in state.keepers)
        self.admit.setVisible(state.condition is VaultCondition.OPEN and others and not asked)
        self._actions.setVisible(not asked)

    # What is asked

    def _ask(
        self,
        step: str,
        title: str,
        text: str,
        fields: list[tuple[str, str, str]],
        act: str,
        choice: Choice | None = None,
        stay: str = "cancel",
    ) -> None:
        self._end_form()
        self._step = step
        form = StepForm(
            title, text, fields, self._look, act=self._say(act), stay=self._say(stay), choice=choice, parent=self
        )
        form.agreed.connect(self._on_agreed)
        form.given_up.connect(self._on_given_up)
        self._form = form
        self.body.addWidget(form)
        self._problem.hide()
        self._done.hide()
        self._show_actions(self.presenter.state())
        form.show()
        form.begin()
        announce(self, title)

    def _ask_password(self, step: str, title: str, text: str = "") -> None:
        hint = self._say("password_hint", shortest=SHORTEST)
        act = "install_it" if step == "install" else "open_it"
        self._ask(step, title, text, [("vaultPassword", self._say("password"), hint)], act)

    def _on_install_clicked(self) -> None:
        self._asked_by = "install"
        path = self._source(self, self._say("choose_title"), "", self._say("filter"))
        if path:
            self.presenter.look_at(Path(path))

    def _on_offered(self, offered: Offered) -> None:
        self._show_busy(False)
        self._offered = offered
        if not offered.instead:
            self._ask_to_install()
            return
        about = {
            "name": clipped(offered.name),
            "version": clipped(offered.version),
            "installed": clipped(offered.instead),
            "installed_name": clipped(offered.instead_name),
        }
        code = "replace_older" if offered.instead_name == offered.name else "replace_other"
        title, text = self._say("replace_question"), self._say(code, **about)
        self._ask("replace", title, text, [], "replace_it", stay="keep_it")

    def _ask_to_install(self) -> None:
        if self._offered is None:
            return
        offered = self._offered
        text = self._say("install_same" if offered.there else "install_text", items=offered.items)
        if offered.draft:
            text = f"{text} {self._say('install_draft')}"
        title = self._say("install_title", name=clipped(offered.name), version=clipped(offered.version))
        self._ask_password("install", title, text)

    def _on_open_clicked(self) -> None:
        self._asked_by = "open_it"
        self._ask_password("open", self._say("open_it"))

    def _on_close_clicked(self) -> None:
        self._asked_by = "close_it"
        self._problem.hide()
        self.presenter.close()

    def _on_admit_clicked(self) -> None:
        self._asked_by = "admit"
        others = [(keeper.id, clipped(keeper.name)) for keeper in self.presenter.state().keepers if not keeper.may_open]
        if not others:
            return
        choice = Choice(self._say("trainer"), others, self._look, name="vaultOther", parent=self)
        fields = [
            ("vaultOtherPassword", self._say("other_password", name=others[0][1]), self._say("other_password_hint"))
        ]
        self._ask("admit", self._say("admit"), "", fields, "admit", choice)
        choice.choice_made.connect(lambda chosen: self._name_field(dict(others)[chosen]))

    def _name_field(self, name: str) -> None:
        if self._form is not None and "vaultOtherPassword" in self._form.fields:
            self._form.fields["vaultOtherPassword"].show_label(self._say("other_password", name=name))

    def _ask_for_longer(self) -> None:
        """What was being done goes on by itself once there is a password that is long enough."""
        self._waiting = self._step
        fields = [
            ("vaultNew", self._say("new_password"), self._say("new_hint", shortest=SHORTEST)),
            ("vaultRepeat", self._say("repeat"), ""),
        ]
        text = self._say("choose_password_text", shortest=SHORTEST)
        self._ask("choose", self._say("choose_password_title"), text, fields, "choose")

    def _on_agreed(self) -> None:
        form = self._form
        if form is None or self.presenter.busy:
            return
        match self._step:
            case "replace":
                self.presenter.replace()
                self._ask_to_install()
            case "install" | "open" as step:
                self._typed = form.written("vaultPassword")
                self._go_on(step)
            case "admit" if form.choice is not None:
                name = form.choice.box.currentText()
                self.presenter.admit(form.choice.chosen(), name, form.written("vaultOtherPassword"))
            case "choose":
                self._choose(form)

    def _choose(self, form: StepForm) -> None:
        new = form.written("vaultNew")
        if len(new) < SHORTEST:
            form.show_error(self._say("password-short", shortest=SHORTEST), "vaultNew")
        elif new != form.written("vaultRepeat"):
            form.show_error(self._say("not_same"), "vaultRepeat")
        else:
            former, self._typed = self._typed, new
            self.presenter.choose_password(former, new)

    def _go_on(self, step: str) -> None:
        if step == "open":
            self.presenter.open(self._typed)
        else:
            self.presenter.install(self._typed)

    def _on_given_up(self) -> None:
        self._typed = self._waiting = ""
        self._end_form()
        self.show_state()
        self._focus_action()

    # What came of it

    def _on_begun(self) -> None:
        self._problem.hide()
        self._done.hide()
        # The focus is given up first: Qt would hand that of what cannot be pressed to a neighbour.
        let_focus_go(self)
        self._show_busy(True)

    def _show_busy(self, busy: bool) -> None:
        if self._form is not None:
            self._form.show_busy(busy, self._say("working"))
        for button in (self.install, self.open, self.close_it, self.admit):
            button.setEnabled(not busy)

    def _on_done(self, message: Message) -> None:
        self._show_busy(False)
        words = self._words.tell(message)
        if self._waiting and message.code == "vault.done_chosen":
            self._step, self._waiting, self._changed = self._waiting, "", words
            self._go_on(self._step)
            return
        words = " ".join(filter(None, (self._changed, words)))
        self._typed = self._changed = ""
        self._end_form()
        self.show_state()
        self._asked_by = ""
        self._focus_action()
        self._done.setText(words)
        self._done.show()
        announce(self, words)
        self.changed.emit()

    def _on_refused(self, message: Message) -> None:
        self._show_busy(False)
        form, words = self._form, self._words.tell(message)
        if form is not None and message.code in _TOO_SHORT and self._step in ("install", "open"):
            self._typed = "" if message.code == "vault.no-password" else self._typed
            self._ask_for_longer()
            return
        if form is not None and form.fields and message.code in _OF_PASSWORD:
            form.show_error(words, next(iter(form.fields)))
            return
        # A password that was changed on the way stays changed, and that is told too.
        words = " ".join(filter(None, (self._changed, words)))
        self._typed = self._changed = self._waiting = ""
        titles = {"install": "not_installed", "replace": "not_installed", "open": "not_opened", "": "not_installed"}
        closing = self._asked_by == "close_it"
        title = self._say("not_closed" if closing else titles.get(self._step, "not_admitted"))
        self._end_form()
        self.show_state()
        self._problem.show_error(title, words)
        self._problem.show()
        self._focus_action()
        announce(self, f"{title}. {words}")

    def _end_form(self) -> None:
        form, self._form, self._step = self._form, None, ""
        if form is not None:
            let_focus_go(self)
            self.body.removeWidget(form)
            form.hide()
            form.deleteLater()

    def _focus_action(self) -> None:
        """Give the keyboard back to what was pressed, else to what comes next."""
        buttons = {"install": self.install, "open_it": self.open, "close_it": self.close_it, "admit": self.admit}
        pressed = buttons.get(self._asked_by)
        order = [pressed, self.close_it, self.open, self.install]
        for button in order:
            if button is not None and not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return
