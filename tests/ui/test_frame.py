"""What is around the content: buttons, rail, page, fields, panels, dialog, keys and the focus ring."""

from __future__ import annotations

import pytest
from conftest import accessible, description, name, role
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.dialog import Dialog, tell_crash
from trainer.ui.components.field import Choice, Field, Switch
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel, Skeleton
from trainer.ui.components.progress import MasteryRing, ModuleBar, StepSegments
from trainer.ui.components.rail import Place, Rail, Shell
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.keys import Binding, KeyFilter, KeyMap, digits, letters
from trainer.ui.theme import Look

PLACES = [Place("home", "house", "Home"), Place("modules", "layers", "Modules")]


@pytest.mark.parametrize("rank", list(Rank))
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_buttons_are_high_enough_to_hit(look: Look, show, rank: Rank, scale: float) -> None:
    look.set_text_scale(scale)
    button = show(Button("Næste spørgsmål", look, rank, trailing="arrow-right"))
    assert button.sizeHint().height() >= 44
    assert role(button) == QAccessible.Role.Button
    assert name(button) == "Næste spørgsmål"


def test_an_ampersand_is_no_mnemonic(look: Look, show) -> None:
    button = show(Button("Ja & nej", look))
    assert name(button) == "Ja & nej"
    assert button.shortcut().isEmpty()


def test_a_busy_button_cannot_be_pressed(look: Look, show, qtbot: QtBot) -> None:
    button = show(Button("Export", look, Rank.PRIMARY))
    button.show_busy(True, "Exporting")
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert name(button) == "Exporting"
    button.show_busy(False, "Export")
    assert button.isEnabled()


def test_enter_presses_once_however_long_it_is_held(look: Look, show, qtbot: QtBot) -> None:
    button = show(Button("Next", look))
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    _press(button, Qt.Key.Key_Return)
    for _ in range(5):
        _press(button, Qt.Key.Key_Return, repeat=True)
    assert len(pressed) == 1


def _press(widget: QWidget, key: Qt.Key, text: str = "", repeat: bool = False) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, repeat)
    QApplication.sendEvent(widget, event)


def test_the_rail_says_where_and_leads_there(look: Look, show, qtbot: QtBot) -> None:
    rail = Rail(PLACES, look, person="Sofie Bjerre", initials="SB", here="You are here")
    show(rail, 88, 800)
    rail.show_here("modules")
    item = rail.findChild(QWidget, "rail-modules")
    assert name(item) == "Modules"
    assert description(item) == "You are here"
    with qtbot.waitSignal(rail.place_chosen) as chosen:
        qtbot.mouseClick(rail.findChild(QWidget, "rail-home"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["home"]
    assert description(item) == "You are here"
    with qtbot.waitSignal(rail.person_chosen):
        qtbot.mouseClick(rail.avatar, Qt.MouseButton.LeftButton)
    assert name(rail.avatar) == "Sofie Bjerre"


def test_large_text_turns_the_rail_into_a_menu(look: Look, show, qtbot: QtBot) -> None:
    rail = Rail(PLACES, look, initials="SB")
    shell = Shell(rail, look)
    shell.show_page(Page(look))
    show(shell, 1280, 800)
    assert rail.width() == 88
    assert not rail.menu_button.isVisible()
    look.set_text_scale(1.5)
    qtbot.waitUntil(lambda: rail.width() == 1280)
    assert rail.menu_button.isVisible()
    look.set_text_scale(1.0)
    qtbot.waitUntil(lambda: rail.width() == 88)


def test_the_side_panel_moves_under_when_there_is_no_room(look: Look, show, qtbot: QtBot) -> None:
    page = Page(look)
    page.add(Text("Main", look))
    page.add_side(Text("Side", look))
    show(page, 1192, 800)
    assert page.two_columns
    assert page.side_panel.mapTo(page, QPoint(0, 0)).x() == 40 + 720 + 40
    page.resize(900, 800)
    qtbot.waitUntil(lambda: page.side_panel.mapTo(page, QPoint(0, 0)).x() == 40)
    assert page.side_panel.y() > page.main_panel.y()
    page.resize(1192, 800)
    look.set_text_scale(2.0)
    assert not page.two_columns


def test_a_page_scrolls_by_keys_and_never_sideways(look: Look, show, qtbot: QtBot) -> None:
    page = Page(look, header=Header("Title", look, caption="Caption", back="Back"))
    for place in range(40):
        page.add(Text(f"Paragraph {place} " * 20, look))
    show(page, 960, 640)
    bar = page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    _press(page, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    _press(page, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert page.area.horizontalScrollBar().maximum() == 0


def test_going_back_is_wished_for(look: Look, show, qtbot: QtBot) -> None:
    header = Header("Referral routes", look, caption="Practice", back="Back to modules")
    show(header, 900, 72)
    assert name(header.back) == "Back to modules"
    with qtbot.waitSignal(header.back_wished):
        qtbot.mouseClick(header.back, Qt.MouseButton.LeftButton)


def test_a_field_says_its_label_and_its_error(look: Look, show, qtbot: QtBot) -> None:
    field = Field("PIN", look, secret=True, hint="Four digits or more")
    show(field, 300, 120)
    assert name(field.edit) == "PIN"
    assert description(field.edit) == "Four digits or more"
    field.show_error("That is not the PIN.")
    assert description(field.edit) == "That is not the PIN."
    assert field.note.text() == "That is not the PIN."
    qtbot.keyClicks(field.edit, "1234")
    assert field.text() == "1234"
    assert field.edit.displayText() != "1234"
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.height() >= 44


def test_a_choice_is_only_said_when_the_person_made_it(look: Look, show, qtbot: QtBot) -> None:
    choice = Choice("Language", [("en", "English"), ("da", "Dansk")], look)
    show(choice, 300, 80)
    with qtbot.assertNotEmitted(choice.choice_made):
        choice.show_choice("da")
    assert choice.chosen() == "da"
    choice.box.setFocus()
    with qtbot.waitSignal(choice.choice_made) as made:
        qtbot.keyClick(choice.box, Qt.Key.Key_Up)
    assert made.args == ["en"]
    related = [interface.object() for interface, _flag in accessible(choice.box).relations()]
    assert choice.label in related
    assert role(choice.box) == QAccessible.Role.ComboBox


def test_a_switch_is_a_check_box(look: Look, show, qtbot: QtBot) -> None:
    switch = show(Switch("Replace names with codes", look, hint="The key stays here"), 300, 60)
    with qtbot.waitSignal(switch.toggled) as toggled:
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert toggled.args == [True]
    assert role(switch) == QAccessible.Role.CheckBox
    assert description(switch) == "The key stays here"


def test_progress_is_told_as_progress(look: Look, words, show) -> None:
    ring = show(MasteryRing(look, words))
    ring.show_share(0.58, "7/12", "Child identification")
    assert role(ring) == QAccessible.Role.ProgressBar
    assert name(ring) == "Child identification, 7/12"
    bar = show(ModuleBar(look, words))
    bar.show_share(0.9, "90%", "Referral routes", 0.75, "75%")
    assert name(bar) == "Referral routes, 90%, pass mark 75%"
    steps = show(StepSegments(look, words))
    steps.show_steps(6, 7, 12)
    assert name(steps) == "7 of 12"


def test_a_row_is_a_button_with_all_its_words(look: Look, show, qtbot: QtBot) -> None:
    rows = RowList(look)
    row = ListRow(RowText("Why children go unseen", mark="1", note="8 min", status="Done", status_icon="check"), look)
    rows.add_row(row)
    show(rows)
    assert role(row) == QAccessible.Role.Button
    assert name(row) == "1, Why children go unseen, 8 min, Done"
    assert row.height() >= 48
    with qtbot.waitSignal(row.clicked):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)


def test_an_error_offers_what_to_do(look: Look, show, qtbot: QtBot) -> None:
    panel = ErrorPanel(look)
    show(panel)
    panel.show_error("The export was not written", "Your scores are safe.", [("place", "Choose another place")])
    with qtbot.waitSignal(panel.action_wished) as wished:
        qtbot.mouseClick(panel.findChild(Button, "action-place"), Qt.MouseButton.LeftButton)
    assert wished.args == ["place"]


def test_an_empty_state_has_one_action(look: Look, show, qtbot: QtBot) -> None:
    empty = EmptyState("Nothing to review today", "6 come back on Wednesday.", look, action="Practise something new")
    show(empty)
    with qtbot.waitSignal(empty.action_wished):
        qtbot.mouseClick(empty.action, Qt.MouseButton.LeftButton)


def test_a_skeleton_shows_only_what_takes_long(look: Look, show, qtbot: QtBot) -> None:
    host = QWidget()
    column = Column(look, parent=host)
    quick, slow = Skeleton("Reading", look, parent=host), Skeleton("Reading", look, parent=host)
    column.addWidget(quick)
    column.addWidget(slow)
    show(host)
    quick.start()
    quick.stop()
    slow.start()
    assert not slow.isVisible()
    qtbot.waitUntil(slow.isVisible, timeout=2000)
    assert not quick.isVisible()


def test_escape_is_the_safe_answer(look: Look, show, qtbot: QtBot) -> None:
    dialog = Dialog("Leave the case?", "Your place is kept.", look, act="Leave", stay="Stay")
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.stay is not None
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)


def test_a_crash_report_can_be_copied(look: Look, words, show, qtbot: QtBot) -> None:
    dialog = tell_crash(look, words, "Vejvis 0.1.0\n<b>KeyError</b>", None)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.mouseClick(dialog.findChild(Button, "copy"), Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "Vejvis 0.1.0\n<b>KeyError</b>"
    dialog.accept()


class _Keyed(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        column = Column(look, parent=self)
        self.page = Page(look, parent=self)
        self.field = Field("Find", look, parent=self.page)
        self.button = Button("Check", look, parent=self.page)
        self.page.add(self.field, self.button)
        column.addWidget(self.page)
        self.intents: list[str] = []
        keys = KeyMap(
            [
                *letters("choose", 4, "keys.choose"),
                *digits("sure", 3),
                Binding(("Enter",), "go", ""),
                Binding(("Alt+Left",), "back", ""),
                Binding(("Esc",), "pause", ""),
                Binding(("F1",), "keys", ""),
            ]
        )
        self.filter = KeyFilter(self.page, keys)
        self.filter.intended.connect(lambda intent: self.intents.append(intent))


def test_keys_become_intents(look: Look, show, qtbot: QtBot) -> None:
    window = show(_Keyed(look))
    window.button.setFocus()
    qtbot.keyClick(window.button, Qt.Key.Key_B)
    qtbot.keyClick(window.button, Qt.Key.Key_3)
    qtbot.keyClick(window.button, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(window.button, Qt.Key.Key_F1)
    qtbot.keyClick(window.button, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.intents == ["choose:1", "sure:2", "back", "keys"]


def test_text_fields_keep_their_keys(look: Look, show, qtbot: QtBot) -> None:
    window = show(_Keyed(look))
    window.field.edit.setFocus()
    qtbot.keyClicks(window.field.edit, "b3")
    qtbot.keyClick(window.field.edit, Qt.Key.Key_Return)
    assert window.field.text() == "b3"
    assert window.intents == []
    qtbot.keyClick(window.field.edit, Qt.Key.Key_Escape)
    assert window.intents == ["pause"]


def test_a_held_key_that_qt_does_not_call_held_does_nothing_either(look: Look, show) -> None:
    """X repeats a key by letting it go and pressing it in the same millisecond; pressed anew, it works."""
    window = show(_Keyed(look))
    window.button.setFocus()
    for kind, at in (
        (QEvent.Type.KeyPress, 1000),
        (QEvent.Type.KeyRelease, 1660),
        (QEvent.Type.KeyPress, 1660),
        (QEvent.Type.KeyRelease, 1700),
        (QEvent.Type.KeyPress, 1701),
        (QEvent.Type.KeyRelease, 1750),
        (QEvent.Type.KeyPress, 1830),
    ):
        event = QKeyEvent(kind, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(at)
        QApplication.sendEvent(window.button, event)
    assert window.intents == ["choose:1", "choose:1"]


def test_a_held_key_does_nothing(look: Look, show) -> None:
    window = show(_Keyed(look))
    window.button.setFocus()
    _press(window.page, Qt.Key.Key_Return, "\r")
    for _ in range(5):
        _press(window.page, Qt.Key.Key_Return, "\r", repeat=True)
    assert window.intents == ["go"]


def test_single_letters_can_be_switched_off(look: Look, show) -> None:
    window = show(_Keyed(look))
    window.filter.letters_on = False
    _press(window.page, Qt.Key.Key_B, "b")
    _press(window.page, Qt.Key.Key_Escape)
    assert window.intents == ["pause"]


def test_a_page_that_is_not_seen_hears_nothing(look: Look, show) -> None:
    window = show(_Keyed(look))
    window.field.setParent(None)
    window.page.hide()
    _press(window, Qt.Key.Key_B, "b")
    assert window.intents == []
    window.page.show()
    _press(window, Qt.Key.Key_B, "b")
    assert window.intents == ["choose:1"]


def test_the_ring_is_worn_when_focus_came_by_keyboard(look: Look, show, qtbot: QtBot) -> None:
    window = show(_Keyed(look))
    ring = look.focus_ring
    qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    window.button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.around is None
    window.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    assert ring.around is window.field.edit
    qtbot.keyClick(window.field.edit, Qt.Key.Key_Tab)
    window.button.setFocus(Qt.FocusReason.OtherFocusReason)
    assert ring.around is window.button
    worn = window.findChild(QWidget, "focusRing")
    place = window.button.mapTo(worn.parentWidget(), QPoint(0, 0))
    assert worn.geometry().topLeft() == place - QPoint(ring.reach, ring.reach)
    window.button.clearFocus()
    assert ring.around is None


def test_the_ring_follows_its_control(look: Look, show, qtbot: QtBot) -> None:
    window = show(_Keyed(look))
    window.button.setFocus(Qt.FocusReason.TabFocusReason)
    worn = window.findChild(QWidget, "focusRing")
    before = worn.y()
    window.field.show_error("Something that takes a line of its own")
    qtbot.waitUntil(lambda: worn.y() != before)


def test_what_the_keyboard_reaches_is_scrolled_to(look: Look, show, qtbot: QtBot) -> None:
    page = Page(look)
    first = Button("First", look)
    page.add(first, *(Text(f"Paragraph {place} " * 20, look) for place in range(40)))
    last = Button("Next", look)
    page.add(last)
    show(page, 960, 640)
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)
    first.setFocus()
    last.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert page.rect().contains(last.mapTo(page, last.rect().bottomRight()))
