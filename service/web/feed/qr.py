"""Draws a link as a QR code for the camera of a phone."""

from io import BytesIO

from markupsafe import Markup


def qr_svg(link: str) -> Markup:
    """The link as SVG for a page: without styles of its own, and dark on light in every colour scheme."""
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
    # Safe without escaping: the SVG contains the link only as squares.
    return Markup(drawing.getvalue().decode()).strip()  # noqa: S704
