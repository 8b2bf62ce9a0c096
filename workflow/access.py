"""How a browser comes to a self-assessment and leaves it: start, resume code, list, forget."""

from __future__ import annotations

import wording
from workflow.codes import new_resume_code, new_submission_id, resume_code_hash
from workflow.errors import BadInputError, StoreUnavailableError, UnknownCodeError
from workflow.filling import browser_hash
from workflow.model import Started, Submission, SubmissionInfo
from workflow.permissions import Action, Role, Thing, demand
from workflow.ports import Clock, RuleLibrary, Store
from workflow.throttle import Throttle

_BODY_LENGTH = 300


class Access:
    """Grants of browsers: who starts a self-assessment or knows its resume code may edit that one."""

    def __init__(self, library: RuleLibrary, store: Store, clock: Clock, throttle: Throttle) -> None:
        self._library = library
        self._store = store
        self._clock = clock
        self._throttle = throttle

    def start(self, browser: str, rules: str, category: str, body: str, zone: str, body_id: str | None) -> Started:
        """Begin a self-assessment for this browser; the code comes back once and is kept as a hash."""
        known = browser_hash(browser)
        demand(Role.VISITOR, Action.START, Thing.SELF_ASSESSMENT)
        name = _body_name(body)
        if zone not in wording.ZONES:
            raise BadInputError(wording.text("isian.zona_tidak_dikenal"))
        questionnaire = self._library.questionnaire(rules, category)
        code, now = new_resume_code(), self._clock()
        submission = Submission(
            id=new_submission_id(),
            rules=questionnaire.rules.id,
            version=questionnaire.rules.version,
            category=questionnaire.category,
            body=name,
            zone=zone,
            created_at=now,
            body_id=body_id,
        )
        with self._store.writing() as unit:
            unit.add_submission(submission)
            unit.add_code(resume_code_hash(code), submission.id, now)
            unit.grant(known, submission.id, now)
        return Started(submission.id, code)

    def resume(self, browser: str, code: str, address: str) -> str:
        """Let this browser edit the self-assessment that the code belongs to, and return its id."""
        known, now = browser_hash(browser), self._clock()
        demand(Role.VISITOR, Action.RESUME, Thing.SELF_ASSESSMENT)
        self._throttle.take(address, now)
        try:
            with self._store.writing() as unit:
                submission = unit.code_owner(resume_code_hash(code))
                if submission is not None:
                    unit.grant(known, submission, now)
        except StoreUnavailableError:
            self._throttle.give_back(address)  # nobody was told whether it was right
            raise
        if submission is None:
            raise UnknownCodeError
        self._throttle.give_back(address)
        return submission

    def mine(self, browser: str) -> list[SubmissionInfo]:
        """Return what this browser may edit, the newest first."""
        known = browser_hash(browser)
        with self._store.reading() as unit:
            return unit.granted(known)

    def forget(self, browser: str, submission: str | None) -> int:
        """Take this browser's grant, or all of them, and return how many there were; answers stay stored."""
        known = browser_hash(browser)
        demand(Role.HOLDER, Action.FORGET, Thing.SELF_ASSESSMENT)
        with self._store.writing() as unit:
            return unit.revoke(known, submission)


def _body_name(body: str) -> str:
    """Return the name on one line, as it was written otherwise."""
    name = wording.one_line(body)
    if not name:
        raise BadInputError(wording.text("isian.nama_kosong"))
    if len(name) > _BODY_LENGTH:
        raise BadInputError(wording.text("isian.nama_panjang", batas=_BODY_LENGTH))
    return name
