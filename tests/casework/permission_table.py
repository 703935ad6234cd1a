"""Every address of the desk and who may use it. A new address without a row fails the test."""

from dataclasses import dataclass
from enum import Enum, auto


class May(Enum):
    CASEWORK = auto()  # case workers and leads, for cases of their own office
    OVERSIGHT = auto()  # leads and auditors, about their own office
    LEAD = auto()  # leads, about their own office
    EVERYONE = auto()  # every signed-in account; shows nothing of other offices
    ACCOUNT = auto()  # every signed-in account, about itself
    PUBLIC = auto()  # without signing in


ALLOWED = {
    May.CASEWORK: {"rheine", "rheine-leitung"},
    May.OVERSIGHT: {"rheine-leitung", "rheine-revision"},
    May.LEAD: {"rheine-leitung"},
    May.EVERYONE: {"rheine", "rheine-leitung", "rheine-revision"},
}


@dataclass(frozen=True)
class Row:
    """`args` name what fills the address: "case" its reference, "confirmation" its key."""

    may: May
    args: tuple[str, ...] = ()


_CASE, _CONFIRMATION = ("case",), ("case", "confirmation")

TABLE: dict[str, Row] = {
    "start": Row(May.PUBLIC),  # only leads on
    **{
        name: Row(May.PUBLIC)
        for name in (
            "account_login", "account_inactive", "mfa_authenticate", "oidc_ask", "oidc_back",
        )
    },
    **{
        name: Row(May.ACCOUNT)
        for name in (
            "account_reauthenticate", "mfa_reauthenticate", "mfa_index", "mfa_activate_totp",
            "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
            "password",
        )
    },
    "logout": Row(May.PUBLIC),
    "confirm": Row(May.PUBLIC),
    "confirm_answer": Row(May.PUBLIC),
    "status": Row(May.PUBLIC),
    "status_email": Row(May.PUBLIC),
    "status_reply": Row(May.PUBLIC),
    "status_withdraw": Row(May.PUBLIC),
    "queue": Row(May.CASEWORK),
    "paper": Row(May.CASEWORK),
    "paper_form": Row(May.CASEWORK, ("kind",)),
    **{
        name: Row(May.CASEWORK)
        for name in (
            "letters", "letters_pdf", "letters_printed", "letters_take_back",
            "handing_over", "handing_over_list", "handing_over_mark", "handing_over_take_back",
        )
    },
    "trail": Row(May.OVERSIGHT),
    "disclosure": Row(May.LEAD),
    "case_erase": Row(May.LEAD, _CASE),
    "intake": Row(May.OVERSIGHT),
    "figures": Row(May.EVERYONE),
    "figures_csv": Row(May.EVERYONE),
    "case": Row(May.CASEWORK, _CASE),
    **{
        f"case_{step}": Row(May.CASEWORK, _CASE)
        for step in (
            "review", "issue", "reopen", "take_back_grant", "take_back_issue", "grant",
            "withdraw", "reply", "ask_back", "reject", "forward", "settle_mails", "correct",
        )
    },
    **{
        f"confirmation_{step}": Row(May.CASEWORK, _CONFIRMATION)
        for step in ("resend", "contact", "phone", "paper")
    },
}  # fmt: skip
