"""The list of editors: who is responsible where, and whether they can get in."""

from typing import Any

import django_filters
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import IndexView

from cms.accounts.models import AccountState, User
from cms.municipalities.editors.forms import editors_of, roles_given_by
from cms.municipalities.tables import NamedCellColumn

_NO_PASSWORD = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
_STATES = {
    AccountState.ACTIVE: Q(is_active=True) & ~_NO_PASSWORD,
    AccountState.INVITED: Q(is_active=True) & _NO_PASSWORD,
    AccountState.BLOCKED: Q(is_active=False),
}


class EditorFilterSet(WagtailFilterSet):
    role = django_filters.ChoiceFilter(label="Rolle")
    state = django_filters.ChoiceFilter(
        label="Stand",
        method="filter_state",
        choices=[(state.value, state.label) for state in _STATES],
    )

    class Meta:
        model = User
        fields = ["role", "state"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = roles_given_by(self.request.user)
        self.filters["role"].extra["choices"] = [(role.value, role.label) for role in roles]

    def filter_state(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return queryset.filter(_STATES[AccountState(value)])


def _last_login(user: User) -> str:
    if user.last_login is None:
        return "noch nie"
    return f"{timezone.localtime(user.last_login):%d.%m.%Y}"


class EditorIndexView(IndexView):
    model = User
    page_title = "Redaktionen"
    header_icon = "group"
    index_url_name = "editors"
    index_results_url_name = "editors_results"
    add_url_name = "editor_invite"
    add_item_label = "Einladen"
    search_fields = ["first_name", "last_name", "email", "area__title"]
    default_ordering = "area__title"
    filterset_class = EditorFilterSet
    paginate_by = 50
    permission_policy = None  # `dispatch` decides; from Wagtail 8 on the model's policy would too
    columns = [
        TitleColumn(
            "name",
            label="Name",
            accessor=lambda user: user.get_full_name() or user.username,
            get_url=lambda user: reverse("editor", args=[user.pk]),
            sort_key="last_name",
        ),
        NamedCellColumn("email", label="E-Mail", sort_key="email"),
        NamedCellColumn("role", label="Rolle", accessor="get_role_display", sort_key="role"),
        NamedCellColumn(
            "area",
            label="Gebiet",
            accessor=lambda user: user.area.title if user.area else "",
            sort_key="area__title",
        ),
        NamedCellColumn(
            "last_login", label="letzte Anmeldung", accessor=_last_login, sort_key="last_login"
        ),
        NamedCellColumn(
            "state", label="Stand", accessor=lambda user: user.state(timezone.now()).label
        ),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_chancellery:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[User]:
        return editors_of(self.request.user)
