"""Pictures from strangers: opened, checked, drawn anew. No byte of theirs is kept."""

import warnings
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000  # 50 megapixels; a phone of 2026 takes 12 to 48
EDGE = 2400  # pixels of the longer side that are kept
FORMATS = ("JPEG", "PNG", "WEBP")


class PictureField(forms.FileField):
    """Gives back a JPEG of our own making: without place, camera and whatever else was inside."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: UploadedFile | None, initial: object = None) -> ContentFile | None:
        upload = super().clean(data, initial)
        return redrawn(upload) if upload else None


def redrawn(upload: UploadedFile) -> ContentFile:
    """
    Raises:
        ValidationError: too large, or no picture of a kind we take.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("The picture has more than %(limit)s MB. Please make it smaller and choose it anew.")
            % {"limit": MAX_BYTES // 1024**2},
            code="size",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
            _refuse_giants(picture)
            picture = ImageOps.exif_transpose(picture)
            picture.thumbnail((EDGE, EDGE))
            flat = _on_white(picture)
    except ValidationError:
        raise
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise ValidationError(
            _(
                "This is no picture that we can show. Please choose a photo as JPEG, PNG or WebP; "
                "drawings as SVG are not taken."
            ),
            code="format",
        ) from error
    data = BytesIO()
    flat.save(data, "JPEG", quality=88)
    return ContentFile(data.getvalue(), "picture.jpg")


def _refuse_giants(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise ValidationError(
            _("The picture has too many pixels. Please make it smaller and choose it anew."),
            code="pixels",
        )


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "P"):
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture)
    return picture.convert("RGB")
