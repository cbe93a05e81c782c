"""What is made about a demonstration's people says so: reports count them, whatever the format."""

from __future__ import annotations

import json

from tests.drivers.school import School
from trainer.core.report_views import CourseReport
from trainer.core.requests import Access, ReportFormat, ReportWish
from trainer.core.scope import Scope


def test_reports_count_who_is_made_up(school: School) -> None:
    school.learner("Sofie Bjerre", "patrol")
    house = school.house
    demo = house.records.people.add("Demo Two", "patrol", Access.LEARNER, house.clock.now(), synthetic=True)
    reports = house.exporting.reports
    course = reports.report(ReportWish(ReportFormat.JSON, scope=Scope()), "en")
    assert isinstance(course, CourseReport)
    assert (course.people, course.about.made_up) == (2, 1)
    assert json.loads(reports.encoded(course))["figures"]["about"]["made_up"] == 1
    assert reports.report(ReportWish(ReportFormat.JSON, scope=Scope(), person=demo.code), "en").about.made_up == 1
