/** The commonest words of German that carry a topic. */

/** Base forms, commonest first, roughly: written from memory for this project, no corpus behind it. */
export const COMMON_WORDS = `jahr tag zeit mensch land stadt teil leben welt frau mann kind haus staat
arbeit ende woche monat stunde minute uhr groß neu alt erst letzt gut klein eigen hoch lang weit jung
deutsch deutschland europa europäisch geben kommen gehen sagen machen lassen stehen liegen finden bleiben
sehen nehmen bringen halten führen zeigen stellen bilden gelten gehören nennen heißen beginnen enden
erhalten bekommen verlieren gewinnen kaufen verkaufen bezahlen kosten leben sterben wohnen arbeiten
spielen lesen schreiben sprechen hören denken glauben wissen kennen verstehen lernen lehren fragen
antworten suchen helfen brauchen benutzen verwenden nutzen bauen gründen errichten öffnen schließen
entwickeln erreichen verändern wachsen steigen fallen fahren laufen fliegen reisen essen trinken
schlafen kämpfen töten schützen dienen regieren wählen entscheiden bestimmen erlauben verbieten
frage antwort problem grund ursache folge ergebnis beispiel weg weise art form zahl menge wert preis
geld euro dollar mark bank markt wirtschaft firma unternehmen betrieb industrie handel ware produkt
herstellung maschine technik energie öl gas eisen metall gold silber stein holz papier glas wasser
feuer luft licht farbe weiß schwarz rot grün blau gelb kurz breit tief schwer leicht stark schwach
schnell langsam warm kalt heiß früh spät reich arm frei wichtig möglich nötig einfach schwierig richtig
falsch wahr bekannt berühmt verschieden ähnlich gleich ganz halb voll leer offen öffentlich politisch
politik regierung partei präsident minister kanzler könig königin kaiser fürst herzog graf bischof papst
kirche gott religion gesellschaft volk bevölkerung einwohner bürger gemeinde gebiet region bezirk kreis
provinz bundesland hauptstadt dorf ort platz straße brücke tor turm schloss burg hafen bahnhof schule
universität schüler student lehrer professor wissenschaft forscher forschung untersuchung theorie methode
system programm projekt plan ziel aufgabe mittel recht gesetz gericht richter polizei urteil strafe
krieg frieden armee soldat general schlacht sieg niederlage vertrag bund verein gruppe mitglied leiter
direktor vorsitzender rat amt behörde dienst stelle kunst künstler maler musik lied oper film theater
schauspieler regisseur buch roman gedicht dichter schriftsteller autor werk titel bild museum zeitung
nachricht sprache wort name satz text brief seite sport spiel spieler mannschaft verein meisterschaft
trainer saison tor punkt rennen preis medaille schiff boot zug auto flugzeug rad motor geschwindigkeit
strecke länge höhe breite tiefe fläche größe gewicht temperatur druck grad meter kilometer tonne liter
tier vogel fisch hund katze pferd rind schaf biene baum pflanze blume blatt frucht samen wald feld wiese
garten berg tal fluss see meer küste insel grenze norden süden osten westen nördlich südlich östlich
westlich körper kopf herz hand fuß auge blut knochen haut zelle krankheit arzt krankenhaus behandlung
gesundheit medikament brot fleisch milch wein bier mahlzeit küche tisch tür fenster zimmer raum wand
dach gebäude bau morgen abend nacht mittag heute gestern frühling sommer herbst winter januar februar
märz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag
freitag samstag sonntag familie vater mutter sohn tochter bruder schwester eltern freund feind leute
person geburt tod anfang mitte hälfte drittel viertel hundert tausend million milliarde prozent anteil
zwei drei vier fünf sechs sieben acht neun zehn england frankreich amerika russland italien österreich
schweiz berlin international national englisch französisch amerikanisch russisch österreichisch`;
