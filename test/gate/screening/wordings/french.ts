/**
 * Offences in French, worded as penal codes and notices word them.
 * It must never name a state, a people, a party or a person.
 */
import { lines, type Wordings } from './form.js';

export const FRENCH_WORDINGS: Wordings = {
  political: lines(`
    appartenance à un groupe terroriste
    adhésion à une organisation terroriste armée
    création et direction d'une organisation terroriste
    financement d'une organisation terroriste
    association de malfaiteurs en relation avec une entreprise terroriste
    apologie du terrorisme
    propagande en faveur d'une organisation extrémiste
    participation à un mouvement insurrectionnel
    participation à des émeutes
    troubles graves à l'ordre public
    organisation d'une manifestation sans déclaration préalable
    participation à une marche non autorisée
    atteinte à la sûreté de l'État
    crimes contre l'État
    atteinte à la souveraineté nationale
    atteinte à l'intégrité du territoire national
    complot contre le gouvernement
    changement de l'ordre constitutionnel par la violence
    diffusion de nouvelles fausses de nature à troubler l'ordre public
    propagation de fausses informations
    réception de fonds de l'étranger à des fins de propagande
    outrage au chef de l'État
    outrage à magistrat et aux corps constitués
    offense au Roi
    atteinte à l'honneur du Président de la République
    profanation du drapeau national
    incitation à la haine contre le gouvernement
    trahison
    intelligence avec une puissance étrangère
    divulgation de secrets d'État
  `),
  military: lines(`
    désertion en temps de guerre
    insoumission à l'appel sous les drapeaux
    refus de servir
    soustraction au service national
    refus d'obéissance militaire
    mutilation volontaire pour se soustraire aux obligations militaires
    refus de répondre à la mobilisation
    atteinte au moral de l'armée
    discrédit des forces armées
    abandon de poste devant l'ennemi
  `),
  religious: lines(`
    apostasie
    blasphème contre le prophète
    offense aux sentiments religieux
    dénigrement du dogme ou des préceptes de l'islam
    ébranlement de la foi d'un musulman
    prosélytisme
    exercice d'un culte sans autorisation
    appartenance à une secte
    organisation religieuse interdite
    pratique de sorcellerie
    tenue d'une réunion de prière illégale
    ouverture d'un lieu de culte sans autorisation
  `),
  racial: lines(`
    incitation à la haine raciale
    incitation à la haine tribale
    provocation à la discrimination ethnique
    injure à caractère racial
    propagation d'idées fondées sur la supériorité d'une race
    incitation à la haine interethnique
  `),
  ordinary: lines(`
    attentat à l'explosif dans une gare
    assassinat en bande organisée
    prise d'otages
    détournement d'avion
    appartenance à une organisation criminelle
    participation à une association de malfaiteurs
    blanchiment aggravé
    contrebande de tabac
    escroquerie
    corruption d'agent public
    détournement de deniers publics
    viol en réunion
    vol à main armée dans une église
    vol de matériel militaire
    trafic d'armes de guerre
    enlèvement et séquestration
    incendie volontaire d'un entrepôt
    fraude fiscale
    faux témoignage
    violation du secret bancaire
    dénonciation calomnieuse envers un voisin
    évasion d'un détenu
    meurtre d'un prêtre
    abus de confiance
    traite des êtres humains
    violences sur un gendarme
    homicide d'un militaire
    destruction par explosif
    extorsion de fonds
    usage de faux passeport
    escroquerie à la TVA
    atteinte à la vie privée
    atteinte à un système de traitement automatisé de données de l'État
    atteinte sexuelle sur mineur
    atteinte à l'intégrité physique
    atteinte à l'autorité de la justice
    violences contre une personne dépositaire de l'autorité publique
    menaces contre un fonctionnaire
    aide au séjour irrégulier
    destruction de biens publics
    pillage en bande
    infraction à la législation sur les armes
    dénonciation mensongère
    fausses informations aux autorités boursières
    refus d'obtempérer à un contrôle
    fuite après un accident
    abandon de navire
    évasion fiscale
    évasion par bris de prison
    vol de tableaux dans une église
    homicide volontaire contre un imam
    exercice illégal de la médecine
    activité illégale de change
    réunion de malfaiteurs
    crime organisé
    participation à une organisation de trafiquants
    actes de barbarie
    crimes de guerre contre la population
    intelligence avec des trafiquants
    usurpation de fonctions
    refus de restituer un enfant
  `),
};
