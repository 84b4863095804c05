"""A link as a picture for the camera of a phone."""

from io import BytesIO

from markupsafe import Markup


def qr_svg(link: str) -> Markup:
    """The link as an SVG to stand in a page: no style of its own, dark on light in whatever light."""
    import segno

    drawing = BytesIO()
    segno.make_qr(link).save(
        drawing,
        kind="svg",
        xmldecl=False,
        omitsize=True,
        light="#fff",
        svgclass="qr",
        lineclass=None,
    )
    # The link itself stands in it as squares alone.
    return Markup(drawing.getvalue().decode()).strip()  # noqa: S704
