/**
 * Offences in German that the lists of terms were never fitted to.
 * It must never be a reason to take up a term: it says how the lists do on what they do not know.
 */
import { lines, type Wordings } from '../wordings/form.js';

export const GERMAN_HELD_OUT: Wordings = {
  political: lines(`
    Zugehörigkeit zu einer terroristischen Gruppe
    Finanzierung einer terroristischen Vereinigung
    Billigung terroristischer Taten
    Anwerben für eine extremistische Gruppe
    Teilnahme an einem Aufruhr
    Aufruf zu Massenprotesten
    Abhalten einer unerlaubten Versammlung
    Straftaten gegen die verfassungsmäßige Ordnung
    Angriff auf die Einheit der Nation
    Verunglimpfung des Staates und seiner Symbole
    Verbreiten falscher Gerüchte über die Regierung
    Zusammenarbeit mit einem ausländischen Geheimdienst
    Beleidigung eines Amtsträgers
    Majestätsbeleidigung
    Hass gegen die Regierung schüren
    Spionage
    Beteiligung an einem Putschversuch
  `),
  military: lines(`
    Desertion aus der Armee
    eigenmächtige Abwesenheit von der Truppe
    Verweigerung der Mobilmachung
    Entziehung vom Wehrdienst
    Ungehorsam gegen einen militärischen Befehl
    Verächtlichmachung der Armee
    Anstiftung zur Fahnenflucht
  `),
  religious: lines(`
    Apostasie vom Islam
    Gotteslästerung
    Schmähung des Propheten
    Herabwürdigung religiöser Lehren
    Betätigung für eine verbotene Glaubensgemeinschaft
    unerlaubte religiöse Unterweisung
    Zauberei
  `),
  racial: lines(`
    Aufruf zum Hass gegen eine ethnische Gruppe
    rassistische Propaganda
    Volksverhetzung
    Anstachelung zur Rassendiskriminierung
    Schüren nationalen Zwists zwischen Volksgruppen
    Herabsetzung wegen ethnischer Herkunft
  `),
  ordinary: lines(`
    Bombenexplosion auf einem Markt
    terroristischer Anschlag mit einem Lastwagen
    versuchte Tötung eines Ministers
    Waffenhandel für eine Bande
    Betrug zum Nachteil des Staates
    Unterschlagung von Kirchengeldern
    Diebstahl sakraler Gegenstände
    sexueller Missbrauch durch einen Priester
    Diebstahl von Fahrzeugen der Armee
    Einschleusen von Ausländern
    Bestechung eines ausländischen Amtsträgers
    Computersabotage gegen ein Ministerium
    Kreditbetrug durch falsche Angaben
    Anführer einer kriminellen Bande
    Zeugnisverweigerung
    bandenmäßiger Kokainhandel
    Mord an einem Polizisten
    Entführung eines Journalisten
    Störung der Totenruhe
    Geldfälschung
    Zuhälterei
    Insiderhandel
    Verrat von Geschäftsgeheimnissen
    Körperverletzung
  `),
};
