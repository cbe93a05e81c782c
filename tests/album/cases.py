"""Owns the chapter of a branching case: the list, what it is about, a scene, what follows, paused, left, its end, looked back on."""

from __future__ import annotations

from tests.album.past import LEARNER
from tests.album.walk import Walk
from trainer.ui.pages.case import CasePage

CASE = "indicators-case-borrowed-journey"
WAY = ("b", "b", "b", "d", "b", "c", "a")


class Cases(Walk):
    """What a learner sees of cases."""

    def cases(self) -> None:
        """Read one case to its end, not always well."""
        self.enter(LEARNER)
        self.router.show_cases()
        self.take("cases")
        self.router.show_case(CASE)
        self.take("case-start")
        self.click("start")
        self.take("case-scene")
        page = self.router.page
        assert isinstance(page, CasePage)
        for step, choice in enumerate(WAY):
            scene = page.presenter.scene
            assert scene is not None
            self.person.press(str(next(one.number for one in scene.choices if one.id == choice)))
            if step == 1:
                self.take_foot("case-chosen")
            self.click("decide")
            if step == 1:
                self._consequence()
            self.click("on")
        self.take("case-end")
        self.click("on")
        self.take("debrief")
        self.take_at("debrief-way", "way")
        self.take_foot("debrief-foot")

    def _consequence(self) -> None:
        self.take("case-consequence")
        self.take_foot("case-consequence-foot")
        self.click("pause")
        self.take("case-paused")
        self.person.press("Space")
        self.click("leave")
        self.take("case-leave")
        self.closes()
        self.click("openReport")
        self.take("case-report")
        self.click("cancelReport")
