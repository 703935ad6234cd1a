"""Every address of the CMS and who may use it. A new address without a row fails the test.

Words in `args` stand for objects: "offer", "town", what belongs to the offer's draft and
approval, "editor", an account, and "article", a piece of news with its draft; they are filled
with the own, the foreign or a missing one.
"""

from dataclasses import dataclass
from enum import Enum, auto


class May(Enum):
    EVERYONE = auto()  # every signed-in editor; shows nothing of other towns
    OWN_PAGE = auto()  # whoever is responsible for the page; also authors
    OWN_AS_EDITOR = auto()  # whoever is responsible and may publish
    CHANCELLERY = auto()  # only the chancellery
    NOBODY = auto()  # only the operator's superuser
    PUBLIC = auto()  # without signing in (sign-in itself, password, static bits)


@dataclass(frozen=True)
class Row:
    may: May
    args: tuple[object, ...] = ()


def rows(may: May, *names: str, args: tuple[object, ...] = ()) -> dict[str, Row]:
    return {name: Row(may, args) for name in names}


_PAGES = "wagtailadmin_pages:"
_REPORTS = "wagtailadmin_reports:"
_OFFER = ("offer",)
_VOCABULARIES = (
    "offers_category",
    "offers_kind",
    "municipalities_issuingoffice",
    "municipalities_cardpolicy",
)
_ALL_TERMS = ("list", "list_results", "add")
_ONE_TERM = ("copy", "delete", "edit", "history", "history_results", "usage")
_NEWS = "wagtailsnippets_editorial_newsarticle:"
_CHOOSER = ("choose", "choose_results", "chosen_multiple", "create")

TABLE: dict[str, Row] = {
    **rows(
        May.PUBLIC,
        "None",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    ),
    **rows(May.PUBLIC, "wagtailadmin_password_reset_confirm", args=("x", "y")),
    **rows(May.PUBLIC, "catalogue_file", args=("manifest.json",)),
    **rows(
        May.EVERYONE,
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_dismissibles",
        "wagtailadmin_error_test",
        "wagtailadmin_block_preview",
        "wagtailadmin_explore_root",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_tag_autocomplete",
        "angebote:index",
        "angebote:index_results",
        "angebote:choose_parent",
        "publications",
        "geocode",
        "benefit_sentence",
        _PAGES + "search",
        _PAGES + "search_results",
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_api:pages:find",
        "wagtailadmin_api:images:listing",
        "wagtailadmin_api:images:find",
        "wagtailadmin_api:documents:listing",
        "wagtailadmin_api:documents:find",
        "wagtailadmin_workflows:task_chooser",
        "wagtailadmin_workflows:task_chooser_create",
        "wagtailadmin_workflows:task_chooser_results",
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results",
        "wagtailimages_chooser:chosen_multiple",
        "wagtailimages_chooser:create",
        "wagtaildocs_chooser:choose",
        "wagtaildocs_chooser:choose_results",
        "wagtaildocs_chooser:chosen_multiple",
        "wagtaildocs_chooser:create",
        *(
            _REPORTS + name + suffix
            for name in (
                "locked_pages", "aging_pages", "site_history", "page_types_usage", "workflow",
                "workflow_tasks",
            )
            for suffix in ("", "_results")
        ),
    ),
    **rows(May.EVERYONE, "map_tile", args=(9, 266, 168)),
    **rows(May.EVERYONE, "wagtailadmin_tag_model_autocomplete", args=("offers", "offerpage")),
    **rows(May.EVERYONE, "wagtailadmin_workflows:task_chosen", args=("task",)),
    **rows(
        May.EVERYONE,
        _PAGES + "type_use",
        _PAGES + "type_use_results",
        _PAGES + "choose_parent",
        args=("offers", "offerpage"),
    ),
    **rows(
        May.CHANCELLERY,
        _REPORTS + "page_types_usage",
        _REPORTS + "page_types_usage_results",
        "publication_now",
        "publication_release",
        "publication_rollback",
        "wagtailsnippets:index",
        "editors",
        "editors_results",
        "editor_invite",
    ),
    **rows(May.CHANCELLERY, *(_NEWS + v for v in (*_ALL_TERMS, "preview_on_add"))),
    **rows(
        May.CHANCELLERY,
        *(_NEWS + v for v in _ONE_TERM if v != "copy"),
        _NEWS + "preview_on_edit",
        _NEWS + "unpublish",
        args=("article",),
    ),
    **rows(
        May.CHANCELLERY,
        _NEWS + "revisions_revert",
        _NEWS + "revisions_unschedule",
        _NEWS + "revisions_view",
        args=("article", "article_revision"),
    ),
    **rows(May.CHANCELLERY, _NEWS + "revisions_compare", args=("article", "earliest", "latest")),
    **rows(
        May.CHANCELLERY,
        "editor",
        "editor_resend",
        "editor_block",
        "editor_unblock",
        args=("editor",),
    ),
    **rows(
        May.CHANCELLERY,
        *(f"wagtailsnippets_{m}:{v}" for m in _VOCABULARIES for v in _ALL_TERMS),
    ),
    **rows(
        May.CHANCELLERY,
        *(f"wagtailsnippets_{m}:{v}" for m in _VOCABULARIES for v in _ONE_TERM),
        args=(1,),
    ),
    # Categories and offices are public; anybody may pick one, nobody but the chancellery adds one.
    **rows(
        May.EVERYONE,
        *(f"wagtailsnippetchoosers_{m}:{v}" for m in _VOCABULARIES for v in _CHOOSER),
    ),
    **rows(
        May.EVERYONE,
        *(f"wagtailsnippetchoosers_{m}:chosen" for m in _VOCABULARIES),
        args=(1,),
    ),
    **rows(
        May.OWN_PAGE,
        "offer_confirm",
        "wagtailadmin_api:pages:detail",
        _PAGES + "copy",
        _PAGES + "edit",
        _PAGES + "history",
        _PAGES + "history_results",
        _PAGES + "lock",
        _PAGES + "preview_on_edit",
        _PAGES + "revisions_index",
        _PAGES + "unlock",
        _PAGES + "usage",
        _PAGES + "view_draft",
        _PAGES + "workflow_history",
        _PAGES + "confirm_workflow_cancellation",
        _PAGES + "convert_alias",
        args=_OFFER,
    ),
    **rows(May.OWN_PAGE, "wagtailadmin_api:pages:action", args=("offer", "publish")),
    **rows(
        May.OWN_PAGE,
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_choose_page_child",
        _PAGES + "add_subpage",
        args=("town",),
    ),
    **rows(
        May.OWN_PAGE,
        _PAGES + "add",
        _PAGES + "preview_on_add",
        args=("offers", "offerpage", "town"),
    ),
    **rows(May.OWN_PAGE, _PAGES + "revisions_compare", args=("offer", "earliest", "latest")),
    **rows(
        May.OWN_PAGE,
        _PAGES + "revisions_view",
        _PAGES + "revisions_revert",
        args=("offer", "revision"),
    ),
    **rows(May.OWN_PAGE, _PAGES + "workflow_history_detail", args=("offer", "workflow_state")),
    **rows(May.OWN_AS_EDITOR, _PAGES + "workflow_preview", args=("offer", "task")),
    **rows(May.OWN_AS_EDITOR, *(_PAGES + v for v in ("delete", "unpublish", "move")), args=_OFFER),
    **rows(May.OWN_PAGE, _PAGES + "move_confirm", args=("offer", "own_town")),
    **rows(May.OWN_AS_EDITOR, _PAGES + "revisions_unschedule", args=("offer", "revision")),
    **rows(
        May.OWN_AS_EDITOR,
        _PAGES + "workflow_action",
        _PAGES + "collect_workflow_action_data",
        args=("offer", "approve", "task_state"),
    ),
    **rows(May.OWN_PAGE, "wagtail_bulk_action", args=("wagtailcore", "page", "delete")),
    **rows(
        May.OWN_PAGE,
        "wagtailadmin_editing_sessions:ping",
        args=("offers", "offerpage", "offer", 1),
    ),
    **rows(May.EVERYONE, "wagtailadmin_editing_sessions:release", args=(1,)),
    **rows(May.NOBODY, _PAGES + "set_privacy", _PAGES + "set_page_position", args=_OFFER),
    **rows(
        May.NOBODY,
        "wagtailadmin_collections:add",
        "wagtailadmin_collections:index",
        "wagtailadmin_workflows:add",
        "wagtailadmin_workflows:index",
        "wagtailadmin_workflows:index_results",
        "wagtailadmin_workflows:select_task_type",
        "wagtailadmin_workflows:task_index",
        "wagtailadmin_workflows:task_index_results",
        "wagtaildocs:add",
        "wagtaildocs:add_multiple",
        "wagtaildocs:index",
        "wagtaildocs:index_results",
        "wagtailimages:add",
        "wagtailimages:add_multiple",
        "wagtailimages:index",
        "wagtailimages:index_results",
        "wagtailusers_groups:add",
        "wagtailusers_groups:index",
        "wagtailusers_groups:index_results",
        "wagtailusers_users:add",
        "wagtailusers_users:index",
        "wagtailusers_users:index_results",
    ),
    **rows(
        May.NOBODY,
        *(f"wagtailadmin_collections:{view}" for view in ("delete", "edit", "set_privacy")),
        *(
            f"wagtailadmin_workflows:{view}"
            for view in (
                "disable", "disable_task", "edit", "edit_task", "enable", "enable_task", "usage",
                "usage_results",
            )
        ),
        *(
            f"wagtaildocs:{view}"
            for view in (
                "create_multiple_from_uploaded_document", "delete", "delete_multiple",
                "delete_upload_multiple", "document_usage", "edit", "edit_multiple",
            )
        ),
        *(
            f"wagtailimages:{view}"
            for view in (
                "create_multiple_from_uploaded_image", "delete", "delete_multiple",
                "delete_upload_multiple", "edit", "edit_multiple", "image_usage", "url_generator",
            )
        ),
        *(
            f"wagtailusers_groups:{view}"
            for view in ("delete", "edit", "history", "history_results", "usage")
        ),
        *(
            f"wagtailusers_users:{view}"
            for view in ("copy", "delete", "edit", "history", "history_results", "usage")
        ),
        "wagtailimages_chooser:select_format",
        args=(1,),
    ),
    **rows(May.NOBODY, "wagtailimages:preview", args=(1, "width-10")),
    **rows(May.NOBODY, "wagtailimages:url_generator_output", args=(1,)),
    **rows(May.NOBODY, "wagtailimages_chooser:chosen", "wagtaildocs_chooser:chosen", args=("1",)),
    **rows(
        May.NOBODY,
        "wagtailadmin_api:images:detail",
        "wagtailadmin_api:documents:detail",
        args=(1,),
    ),
    **rows(
        May.NOBODY,
        "wagtailadmin_workflows:add_task",
        args=("wagtailcore", "groupapprovaltask"),
    ),
    **rows(May.NOBODY, "wagtailadmin_workflows:remove", args=("town",)),
}  # fmt: skip
