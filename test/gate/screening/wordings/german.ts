/**
 * Offences in German, worded as penal codes and notices word them.
 * It must never name a state, a people, a party or a person.
 */
import { lines, type Wordings } from './form.js';

export const GERMAN_WORDINGS: Wordings = {
  political: lines(`
    Mitgliedschaft in einer terroristischen Vereinigung
    Unterstützung einer terroristischen Organisation
    Gründung und Anführung einer bewaffneten Terrororganisation
    Terrorismusfinanzierung
    Werbung für eine terroristische Vereinigung
    Propaganda für eine extremistische Organisation
    Rechtfertigung des Terrorismus
    Teilnahme an Massenunruhen
    schwerer Landfriedensbruch
    Organisation eines nicht angemeldeten Aufzugs
    Teilnahme an einer nicht genehmigten Kundgebung
    Verbrechen gegen den Staat
    Gefährdung der Souveränität und Einheit des Staates
    Aufruf zur Verletzung der territorialen Unversehrtheit
    Angriff auf die verfassungsmäßige Ordnung
    gewaltsame Änderung der Verfassungsordnung
    Verbreitung falscher Nachrichten
    wissentlich falsche Informationen über die Streitkräfte
    Tätigkeit als ausländischer Agent ohne Registrierung
    Mitwirkung in einer unerwünschten Organisation
    Beleidigung des Staatsoberhaupts
    Beleidigung des Präsidenten
    Schändung der Staatsflagge
    Beamtenbeleidigung
    Aufstachelung gegen die Regierung
    Landesverrat
    geheimdienstliche Tätigkeit für eine fremde Macht
    Verschwörung gegen den Staat
  `),
  military: lines(`
    Fahnenflucht
    unerlaubtes Entfernen von der Truppe
    Entziehung von der Mobilisierung
    Dienstverweigerung in der Armee
    Umgehung der Einberufung
    Gehorsamsverweigerung
    Selbstverstümmelung zur Umgehung des Wehrdienstes
    Diskreditierung der Streitkräfte
    Verweigerung des Militärdienstes
    Wehrpflichtentziehung
  `),
  religious: lines(`
    Abfall vom Glauben
    Blasphemie
    Verletzung der religiösen Gefühle von Gläubigen
    Beschimpfung von Bekenntnissen
    Beleidigung des Propheten
    Missionstätigkeit ohne Genehmigung
    Tätigkeit für eine verbotene Religionsgemeinschaft
    Mitgliedschaft in einer Sekte
    illegale Gebetsversammlung
    Hexerei
    Verbrennung des Korans
  `),
  racial: lines(`
    Aufstachelung zum Rassenhass
    Schüren ethnischer Feindschaft
    rassistische Beschimpfung
    Aufhetzung zwischen Volksgruppen
    Anstiftung zu nationalem und ethnischem Hass
    Störung des Friedens zwischen den Nationalitäten
  `),
  ordinary: lines(`
    Sprengstoffanschlag auf einen Bahnhof
    Mord mit einer Autobombe
    Herbeiführen einer Sprengstoffexplosion
    Geiselnahme
    Mitgliedschaft in einer kriminellen Vereinigung
    Gründung einer kriminellen Vereinigung
    gewerbsmäßiger Betrug
    Geldwäsche
    Waffenschmuggel
    Bestechlichkeit
    Vergewaltigung
    bewaffneter Raub in einer Kirche
    Diebstahl von Militärgerät
    Mord an einem Priester
    Tötung eines Soldaten
    erpresserischer Menschenraub
    Brandstiftung
    Steuerhinterziehung
    Veruntreuung staatlicher Gelder
    falsche Verdächtigung
    Falschaussage
    Urkundenfälschung
    Menschenhandel
    Verletzung des Bankgeheimnisses
    Widerstand gegen Vollstreckungsbeamte
    Gefangenenbefreiung
    Anstiftung zum Mord
    Unterstützung einer kriminellen Vereinigung
    Körperverletzung mit Todesfolge
    Angriff auf den Luftverkehr
    Angriff auf Vollstreckungsbeamte
    Straftaten gegen das Leben
    Verletzung der Unterhaltspflicht
    Verletzung der Buchführungspflicht
    Störung öffentlicher Betriebe
    illegale Ausfuhr von Kriegswaffen
    illegale Beschäftigung von Ausländern
    unerlaubter Umgang mit Abfällen
    unerlaubtes Entfernen vom Unfallort
    unerlaubte Vereinbarungen bei Ausschreibungen
    Unterstützung beim Menschenschmuggel
    Flucht aus der Haft
    Verbreitung pornographischer Schriften
    Vorteilsgewährung an ausländische Bedienstete
    Marktmanipulation durch falsche Informationen
    Hehlerei
    Verleitung zum Betrug
    Totschlag an einem Gläubigen
    Beschädigung eines Denkmals
    Bildung bewaffneter Gruppen
    Geheimnisverrat
    Umgehung von Sanktionen
  `),
};
