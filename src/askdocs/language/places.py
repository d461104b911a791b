"""Places that hold others: who names a town and who names its country do not contradict each other."""

from __future__ import annotations

import re

from askdocs.language.words import fold, lexicon

_WIDE = """
    afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain
    bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria burkina
    faso burma burundi cambodia cameroon canada chad chile china colombia comoros congo costa rica croatia cuba
    cyprus czechia denmark djibouti dominica ecuador egypt el salvador eritrea estonia eswatini ethiopia fiji
    finland france gabon gambia georgia germany ghana greece grenada guatemala guinea guyana haiti honduras hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait
    kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi
    malaysia maldives mali malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique
    myanmar namibia nepal netherlands new zealand nicaragua niger nigeria norway oman pakistan palestine panama
    paraguay peru philippines poland portugal qatar romania russia rwanda samoa saudi arabia senegal serbia
    seychelles sierra leone singapore slovakia slovenia somalia south africa korea north spain sri lanka sudan
    suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia turkey turkmenistan uganda
    ukraine united arab emirates kingdom britain england scotland wales states america usa uruguay uzbekistan
    venezuela vietnam yemen zambia zimbabwe europe asia antarctica alabama alaska arizona arkansas california
    colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine
    maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
    pennsylvania tennessee texas utah vermont virginia wisconsin wyoming bavaria saxony catalonia lombardy tuscany
    sicily sardinia normandy brittany provence andalusia quebec ontario siberia carolina dakota hampshire jersey
    york crimea kashmir kurdistan darfur flanders wallonia
"""
_NAMES = lexicon(_WIDE)


def is_wide(place: str) -> bool:
    """Whether a place is a country, a continent or a great region, as far as a list of them tells."""
    found = re.findall(r"[^\W\d_]+", fold(place))
    return bool(found) and all(
        word in _NAMES or word in ("the", "of", "and", "us", "uk", "u", "s", "k") for word in found
    )
