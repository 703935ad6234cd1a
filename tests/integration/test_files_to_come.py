"""The pages of the application are written beside the running site; a visitor may be earlier."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount

from site_builder.serve import FilesToCome
from tests.asgi import client_of


def test_a_folder_that_comes_later_is_not_found_until_then(tmp_path: Path) -> None:
    folder = tmp_path / "antrag"
    app = Starlette(routes=[Mount("/antrag", FilesToCome(folder))])
    with client_of(app, "https://angebote.example") as client:
        assert client.get("/antrag/").status_code == 404
        folder.mkdir()
        (folder / "index.html").write_text("Karte beantragen", encoding="utf-8")
        assert client.get("/antrag/").text == "Karte beantragen"
