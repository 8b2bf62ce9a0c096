"""Classes as badges: a colour, an icon that fills up, and the name; never colour alone."""

from types import MappingProxyType

_LOOKS = MappingProxyType(
    {
        "tidak_informatif": ("red", "circle"),
        "kurang_informatif": ("orange", "clock_loader_20"),
        "cukup_informatif": ("yellow", "contrast"),
        "menuju_informatif": ("blue", "clock_loader_80"),
        "informatif": ("green", "check_circle"),
        "sangat_informatif": ("green", "verified"),
    }
)
_STATE = ("gray", "remove")


def badge(code: str, label: str) -> str:
    """The class as a piece of Markdown; what is no class of the scale is shown as a state.

    >>> badge("cukup_informatif", "Cukup Informatif")
    ':yellow-badge[:material/contrast: Cukup Informatif]'
    >>> badge("tidak_dinilai", "Tidak dinilai")
    ':gray-badge[:material/remove: Tidak dinilai]'
    """
    colour, icon = _LOOKS.get(code, _STATE)
    return f":{colour}-badge[:material/{icon}: {label}]"
