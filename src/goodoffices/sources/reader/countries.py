"""Countries, each with its capital, its adjective and its people: facts, as data.

A line names a country, other names, the seat of its government, then its adjectives.
"""

from __future__ import annotations

_TABLE = """
Afghanistan; Kabul; Afghan Afghans
Algeria; Algiers; Algerian Algerians
Argentina; Buenos Aires; Argentine Argentinian Argentines
Armenia; Yerevan; Armenian Armenians
Australia; Canberra; Australian Australians
Austria; Vienna; Austrian Austrians
Azerbaijan; Baku; Azerbaijani Azeri Azerbaijanis
Bahrain; Manama; Bahraini Bahrainis
Bangladesh; Dhaka; Bangladeshi Bangladeshis
Belarus; Minsk; Belarusian Belarusians
Belgium; Brussels; Belgian Belgians
Bolivia; La Paz; Bolivian Bolivians
Bosnia, Bosnia and Herzegovina; Sarajevo; Bosnian Bosnians
Brazil; Brasília, Brasilia; Brazilian Brazilians
Britain, United Kingdom, UK, U.K., Great Britain; London, Downing Street, Whitehall; British Britons
Bulgaria; Sofia; Bulgarian Bulgarians
Burundi; Gitega; Burundian Burundians
Cambodia; Phnom Penh; Cambodian Cambodians
Cameroon; Yaoundé, Yaounde; Cameroonian Cameroonians
Canada; Ottawa; Canadian Canadians
Chad; N'Djamena; Chadian Chadians
Chile; Santiago; Chilean Chileans
China; Beijing; Chinese
Colombia; Bogotá, Bogota; Colombian Colombians
Congo, DR Congo, Democratic Republic of the Congo, DRC; Kinshasa; Congolese
Costa Rica; San José; Costa Rican
Croatia; Zagreb; Croatian Croats
Cuba; Havana; Cuban Cubans
Cyprus; Nicosia; Cypriot Cypriots
Czechia, Czech Republic; Prague; Czech Czechs
Denmark; Copenhagen; Danish Danes
Ecuador; Quito; Ecuadorian Ecuadorean
Egypt; Cairo; Egyptian Egyptians
El Salvador; San Salvador; Salvadoran
Eritrea; Asmara; Eritrean Eritreans
Estonia; Tallinn; Estonian Estonians
Ethiopia; Addis Ababa; Ethiopian Ethiopians
Finland; Helsinki; Finnish Finns
France; Paris, Élysée; French
Georgia; Tbilisi; Georgian Georgians
Germany; Berlin; German Germans
Ghana; Accra; Ghanaian Ghanaians
Greece; Athens; Greek Greeks
Guatemala; Guatemala City; Guatemalan
Guyana; Georgetown; Guyanese
Haiti; Port-au-Prince; Haitian Haitians
Honduras; Tegucigalpa; Honduran
Hungary; Budapest; Hungarian Hungarians
Iceland; Reykjavik, Reykjavík; Icelandic Icelanders
India; New Delhi, Delhi; Indian Indians
Indonesia; Jakarta; Indonesian Indonesians
Iran; Tehran; Iranian Iranians
Iraq; Baghdad; Iraqi Iraqis
Ireland; Dublin; Irish
Israel; Jerusalem; Israeli Israelis
Italy; Rome; Italian Italians
Japan; Tokyo; Japanese
Jordan; Amman; Jordanian Jordanians
Kazakhstan; Astana; Kazakh Kazakhs
Kenya; Nairobi; Kenyan Kenyans
Kosovo; Pristina; Kosovar Kosovars
Kuwait; Kuwait City; Kuwaiti Kuwaitis
Kyrgyzstan; Bishkek; Kyrgyz
Laos; Vientiane; Lao Laotian
Latvia; Riga; Latvian Latvians
Lebanon; Beirut; Lebanese
Libya; Tripoli; Libyan Libyans
Lithuania; Vilnius; Lithuanian Lithuanians
Malaysia; Kuala Lumpur, Putrajaya; Malaysian Malaysians
Mali; Bamako; Malian Malians
Mexico; Mexico City; Mexican Mexicans
Moldova; Chișinău, Chisinau; Moldovan Moldovans
Mongolia; Ulaanbaatar; Mongolian
Morocco; Rabat; Moroccan Moroccans
Mozambique; Maputo; Mozambican
Myanmar, Burma; Naypyidaw; Burmese
Nepal; Kathmandu; Nepali Nepalese
Netherlands; The Hague, Hague; Dutch
New Zealand; Wellington; New Zealander
Nicaragua; Managua; Nicaraguan
Niger; Niamey; Nigerien
Nigeria; Abuja; Nigerian Nigerians
North Korea, DPRK; Pyongyang; North Korean
North Macedonia, Macedonia; Skopje; Macedonian Macedonians
Norway; Oslo; Norwegian Norwegians
Oman; Muscat; Omani Omanis
Pakistan; Islamabad; Pakistani Pakistanis
Palestine; Ramallah; Palestinian Palestinians
Panama; Panama City; Panamanian
Paraguay; Asunción, Asuncion; Paraguayan
Peru; Lima; Peruvian Peruvians
Philippines; Manila; Philippine Filipino Filipinos
Poland; Warsaw; Polish Poles
Portugal; Lisbon; Portuguese
Qatar; Doha; Qatari Qataris
Romania; Bucharest; Romanian Romanians
Russia, Russian Federation; Moscow, Kremlin; Russian Russians
Rwanda; Kigali; Rwandan Rwandans
Saudi Arabia; Riyadh; Saudi Saudis
Senegal; Dakar; Senegalese
Serbia; Belgrade; Serbian Serbs
Slovakia; Bratislava; Slovak Slovaks
Slovenia; Ljubljana; Slovenian Slovenes
Somalia; Mogadishu; Somali Somalis
South Africa; Pretoria; South African
South Korea; Seoul; South Korean
South Sudan; Juba; South Sudanese
Spain; Madrid; Spanish Spaniards
Sri Lanka; Colombo; Sri Lankan
Sudan; Khartoum; Sudanese
Sweden; Stockholm; Swedish Swedes
Switzerland; Bern, Berne; Swiss
Syria; Damascus; Syrian Syrians
Taiwan; Taipei; Taiwanese
Tajikistan; Dushanbe; Tajik Tajiks
Tanzania; Dodoma; Tanzanian Tanzanians
Thailand; Bangkok; Thai Thais
Tunisia; Tunis; Tunisian Tunisians
Turkey, Türkiye, Turkiye; Ankara; Turkish Turks
Turkmenistan; Ashgabat; Turkmen
Uganda; Kampala; Ugandan Ugandans
Ukraine; Kyiv, Kiev; Ukrainian Ukrainians
United Arab Emirates, UAE; Abu Dhabi; Emirati Emiratis
United States, US, U.S., USA, America; Washington, White House; American Americans
Uruguay; Montevideo; Uruguayan
Uzbekistan; Tashkent; Uzbek Uzbeks
Venezuela; Caracas; Venezuelan Venezuelans
Vietnam; Hanoi; Vietnamese
Yemen; Sanaa, Sana'a; Yemeni Yemenis
Zambia; Lusaka; Zambian Zambians
Zimbabwe; Harare; Zimbabwean
European Union, EU; Brussels; European Europeans
"""

_OF_TWO_WORDS = frozenset(("North", "South", "Sri", "New", "Costa"))


def _rows() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    found = {}
    for line in _TABLE.strip().splitlines():
        names, seats, people = (part.strip() for part in line.split(";"))
        own = (people,) if people.split()[0] in _OF_TWO_WORDS else tuple(people.split())
        row = (tuple(names.split(", ")), tuple(seats.split(", ")), own)
        found.update(dict.fromkeys(row[0], row))
    return found


COUNTRIES = _rows()


def other_names(country: str) -> tuple[str, ...]:
    """Return the other names of a country and of the seat of its government; none of no country.

    Examples
    --------
    >>> from goodoffices.sources.reader.countries import other_names
    >>> other_names("US")
    ('United States', 'U.S.', 'USA', 'America', 'Washington', 'White House')
    """
    names, seats, _ = COUNTRIES.get(country, ((), (), ()))
    return tuple(name for name in names + seats if name != country)


def adjectives(country: str) -> tuple[str, ...]:
    """Return the adjectives of a country and the names of its people; none of no country."""
    return COUNTRIES.get(country, ((), (), ()))[2]
