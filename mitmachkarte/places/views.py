"""Places for the map's search field, and the editors' page with the town's own list of them."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from inbox.transfer.views import TransferPage
from kommunen.audit.recording import record
from kommunen.plaintext import one_line
from kommunen.tables import BadFile, check_size
from kommunen.tenancy import kommune_for
from mitmachkarte.models import KnownPlace
from mitmachkarte.transfer.views import ForInitiatives

from .search import spots_named
from .upload import replace_list


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Serve places of the town whose name holds the words of `?q=`, the best match first."""
    found = spots_named(kommune_for(request), one_line(request.GET.get("q", "")[:100]))
    listed = [{"name": each.name, "lat": each.point.lat, "lon": each.point.lon} for each in found]
    return JsonResponse({"places": listed}, json_dumps_params={"ensure_ascii": False})


class PlacesForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,  # ours says it better
        help_text=gettext_lazy(
            "CSV or XLSX with the columns Name, Stadtteil, Breite and Länge, at most 20,000 rows. "
            "It replaces the list before."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self):
        try:
            check_size(self.cleaned_data["file"].size)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["file"]


class PlacesView(ForInitiatives, TransferPage, FormView):
    """Uploads the town's list of streets and places."""

    template_name = "mitmachkarte/places.html"
    form_class = PlacesForm
    page_title = gettext_lazy("Streets and places")

    def get_context_data(self, **kwargs) -> dict:
        number = KnownPlace.objects.for_site(self.kommune.site).count()
        return {**super().get_context_data(**kwargs), "number": number}

    def form_valid(self, form: PlacesForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            number = replace_list(self.kommune, file.name, file.read())
        except BadFile as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        record("kommunen.import", self.parent, kommune=self.kommune, about=str(self.page_title))
        said = ngettext(
            "%(number)d place is known now.", "%(number)d places are known now.", number
        )
        messages.success(self.request, said % {"number": number})
        return redirect(reverse("mitmachkarte_transfer:places"))
