"""Rules about petitions among the requests."""

from __future__ import annotations

from collections.abc import Iterator

import gov_disclosure as gd

PETITIONS = "requests.outcomes.not_processed.petition_or_complaint.total"
OUTCOMES = "requests.outcomes.total.total"


@gd.rule(
    "XN001",
    "petition-share",
    severity="warning",
    holds={
        "zh": "办结的申请中信访举报投诉类申请不超过一半",
        "en": "no more than half of the requests dealt with are petitions, reports or complaints",
    },
    bad={"requests": {"outcomes": {"not_processed": {"petition_or_complaint": {"total": 30}}, "total": {"total": 40}}}},
    good={"requests": {"outcomes": {"not_processed": {"petition_or_complaint": {"total": 3}}, "total": {"total": 40}}}},
)
def petition_share(report: gd.Report) -> Iterator[gd.Problem]:
    """Where most requests are petitions, reports or complaints, citizens take the request for information for the way
    to complain: the petition channel is not known well enough, and the body answers many requests that lead nowhere.
    """
    petitions = report.number(PETITIONS)
    outcomes = report.number(OUTCOMES)
    if petitions * 2 > outcomes:
        text = {
            "zh": f"办结的 {outcomes} 件申请中有 {petitions} 件属于信访举报投诉类申请，超过一半",
            "en": f"{petitions} of the {outcomes} requests dealt with were petitions, reports or complaints",
        }
        yield gd.problem((PETITIONS, OUTCOMES), text, at=PETITIONS, actual=petitions)
