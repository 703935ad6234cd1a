"""What the operating system refuses, in one German sentence."""

import errno

_SAID = {
    errno.ENOSPC: "Auf dem Datenträger ist kein Platz mehr{place}. Bitte Platz schaffen.",
    errno.EDQUOT: "Das Kontingent auf dem Datenträger ist erschöpft{place}. Bitte Platz schaffen.",
    errno.EFBIG: "Eine Datei wird größer, als es hier erlaubt ist{place}.",
    errno.EROFS: "Der Datenträger ist nur lesbar{place}.",
    errno.EACCES: "Hier fehlt das Recht zu lesen oder zu schreiben{place}.",
    errno.EPERM: "Hier fehlt das Recht zu lesen oder zu schreiben{place}.",
    errno.ENOENT: "Eine Datei fehlt{place}.",
    errno.EADDRINUSE: "Die Adresse ist belegt{place}.",
}


def system_sentence(error: OSError) -> str:
    """What to tell a person: what is wrong, at which file if one is known, and what to do."""
    place = f": {error.filename}" if error.filename else ""
    text = _SAID.get(error.errno or 0)
    if text is None:
        said = error.strerror or " ".join(str(error).split())
        return f"Lesen oder Schreiben ist gescheitert: {said}{place}."
    return text.format(place=place)
