"""The composition root of the desk."""

from allauth.account.views import account_inactive, reauthenticate
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView, PasswordChangeView
from django.urls import path, reverse_lazy

from applications.casework.cases.models import Channel
from applications.casework.cases.views import (
    by_link,
    confirmations,
    decisions,
    desk,
    handing_over,
    letters,
    oversight,
    paper,
    rights,
)
from applications.casework.intake.views import intake
from applications.casework.offices import signing_in
from applications.casework.offices.wall import account_page
from applications.states import Action

CASE = "vorgaenge/<str:reference>/"
CONFIRMATION = f"{CASE}bestaetigung/<int:pk>/"

urlpatterns = [
    path("", desk.start, name="start"),
    # accounts; the names are allauth's
    path("anmelden/", signing_in.SignInView.as_view(), name="account_login"),
    path("anmelden/code/", factors.authenticate, name="mfa_authenticate"),
    path("anmelden/noch-einmal/", reauthenticate, name="account_reauthenticate"),
    path("anmelden/noch-einmal/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("anmelden/gesperrt/", account_inactive, name="account_inactive"),
    path("anmelden/zentral/", signing_in.ask_provider, name="oidc_ask"),
    path("anmelden/zentral/zurueck/", signing_in.back_from_provider, name="oidc_back"),
    path("abmelden/", LogoutView.as_view(), name="logout"),
    path("konto/", account_page(factors.index), name="mfa_index"),
    path("konto/app/", login_required(totp.activate_totp), name="mfa_activate_totp"),
    path("konto/app/entfernen/", account_page(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "konto/ersatzcodes/",
        account_page(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "konto/ersatzcodes/neu/",
        account_page(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/passwort/",
        account_page(
            PasswordChangeView.as_view(
                template_name="offices/password.html", success_url=reverse_lazy("mfa_index")
            )
        ),
        name="password",
    ),
    # people without an account
    path("bestaetigen/", by_link.confirm, name="confirm"),
    path("bestaetigen/antwort/", by_link.confirm_answer, name="confirm_answer"),
    path("status/", by_link.status, name="status"),
    path("status/email/", by_link.status_act, {"action": Action.CONFIRM_EMAIL}, "status_email"),
    path("status/antwort/", by_link.status_act, {"action": Action.REPLY}, "status_reply"),
    path(
        "status/zurueckziehen/", by_link.status_act, {"action": Action.WITHDRAW}, "status_withdraw"
    ),
    # the desk
    path("vorgaenge/", desk.queue, name="queue"),
    path("vorgaenge/papier/", paper.start, name="paper"),
    path("vorgaenge/papier/<str:kind>/", paper.type_in, name="paper_form"),
    path(CASE, desk.case, name="case"),
    path(f"{CASE}pruefen/", decisions.step, {"action": Action.REVIEW}, "case_review"),
    path(f"{CASE}ausstellen/", decisions.step, {"action": Action.ISSUE}, "case_issue"),
    path(f"{CASE}wieder-aufnehmen/", decisions.step, {"action": Action.REOPEN}, "case_reopen"),
    path(
        f"{CASE}bewilligung-zuruecknehmen/",
        decisions.step,
        {"action": Action.TAKE_BACK_GRANT},
        "case_take_back_grant",
    ),
    path(
        f"{CASE}karte-zuruecknehmen/",
        decisions.step,
        {"action": Action.TAKE_BACK_ISSUE},
        "case_take_back_issue",
    ),
    path(f"{CASE}bewilligen/", decisions.grant, name="case_grant"),
    path(f"{CASE}zurueckziehen/", decisions.withdraw, name="case_withdraw"),
    path(f"{CASE}emails-erledigt/", decisions.settle_mails, name="case_settle_mails"),
    path(f"{CASE}antwort/", decisions.reply, name="case_reply"),
    path(f"{CASE}rueckfrage/", decisions.ask_back, name="case_ask_back"),
    path(f"{CASE}ablehnen/", decisions.reject, name="case_reject"),
    path(f"{CASE}weitergeben/", decisions.forward, name="case_forward"),
    path(f"{CASE}berichtigen/", rights.correct, name="case_correct"),
    path(f"{CASE}loeschen/", rights.erase, name="case_erase"),
    path(f"{CONFIRMATION}erneut/", confirmations.resend, name="confirmation_resend"),
    path(f"{CONFIRMATION}kontakt/", confirmations.change_contact, name="confirmation_contact"),
    path(
        f"{CONFIRMATION}telefon/",
        confirmations.record,
        {"channel": Channel.PHONE},
        "confirmation_phone",
    ),
    path(
        f"{CONFIRMATION}papier/",
        confirmations.record,
        {"channel": Channel.PAPER},
        "confirmation_paper",
    ),
    # letters
    # handing over cards
    path("uebergabe/", handing_over.page, name="handing_over"),
    path("uebergabe/liste/", handing_over.print_list, name="handing_over_list"),
    path("uebergabe/eintragen/", handing_over.mark, name="handing_over_mark"),
    path("uebergabe/zuruecknehmen/", handing_over.take_back, name="handing_over_take_back"),
    path("briefe/", letters.page, name="letters"),
    path("briefe/drucken/", letters.print_pdf, name="letters_pdf"),
    path("briefe/gedruckt/", letters.mark_printed, name="letters_printed"),
    path("briefe/zuruecknehmen/", letters.take_back, name="letters_take_back"),
    path("protokoll/", oversight.trail, name="trail"),
    path("eingang/", intake, name="intake"),
    path("auskunft/", rights.disclosure, name="disclosure"),
    path("zahlen/", oversight.figures, name="figures"),
    path("zahlen/tabelle.csv", oversight.figures_csv, name="figures_csv"),
]
