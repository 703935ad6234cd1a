"""Lists of the admin that a phone can show."""

from wagtail.admin.ui.tables import Column


class NamedCellColumn(Column):
    """Each cell carries its column's name: on a phone the rows are stacked, far from the head."""

    cell_template_name = "municipalities/named_cell.html"
