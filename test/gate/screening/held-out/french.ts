/**
 * Offences in French that the lists of terms were never fitted to.
 * It must never be a reason to take up a term: it says how the lists do on what they do not know.
 */
import { lines, type Wordings } from '../wordings/form.js';

export const FRENCH_HELD_OUT: Wordings = {
  political: lines(`
    membre d'une organisation terroriste
    soutien à un groupe qualifié de terroriste
    financement du terrorisme
    glorification d'actes terroristes
    constitution d'un mouvement illégal
    participation à un attroupement
    incitation à l'émeute
    rassemblement sans autorisation
    complot contre la sûreté de l'État
    atteinte à l'unité nationale
    propos de nature à porter atteinte à l'autorité de l'État
    publication de rumeurs portant atteinte à la sécurité publique
    diffamation envers le gouvernement
    outrage à l'emblème national
    insulte envers un agent public
    incitation à la désobéissance civile
    collaboration avec l'ennemi
    tentative de coup d'État
  `),
  military: lines(`
    désertion à l'étranger
    refus d'accomplir le service militaire
    insoumission en temps de paix
    refus d'ordre d'un supérieur militaire
    outrage envers l'armée
    fuite du service militaire
    appel à la désertion
  `),
  religious: lines(`
    reniement de l'islam
    injure envers le prophète
    profanation du Coran
    insulte à la religion
    pratiques occultes et sorcellerie
    prosélytisme religieux illégal
    appartenance à un mouvement religieux interdit
  `),
  racial: lines(`
    appel à la haine ethnique
    propos racistes
    incitation à la discrimination raciale
    haine entre ethnies
    injure publique en raison de l'origine ethnique
    propagande de supériorité raciale
  `),
  ordinary: lines(`
    explosion d'une bombe sur un marché
    attentat terroriste à la voiture piégée
    tentative d'assassinat d'un ministre
    trafic d'armes au profit d'un gang
    escroquerie au préjudice de l'État
    détournement de fonds d'une église
    vol d'objets sacrés dans une cathédrale
    agression sexuelle par un prêtre
    vol de véhicules de l'armée
    fraude aux marchés publics de la défense
    aide à l'entrée de clandestins
    corruption d'un agent public étranger
    piratage informatique d'un ministère
    fausses déclarations pour obtenir un crédit
    direction d'une organisation criminelle
    refus de témoigner
    trafic de cocaïne en bande organisée
    meurtre d'un policier
    enlèvement d'un journaliste contre rançon
    violation de sépulture
    faux monnayage
    proxénétisme aggravé
    abus de biens sociaux
    violation du secret professionnel
  `),
};
