/**
 * Terms in French that offences of political character are worded with.
 * It must never name a state, a people, a party or a person.
 */
import { each, terms } from '../../term-list.js';

export const FRENCH_POLITICAL: readonly string[] = [
  'offense* président',
  'offense* chef état',
  'outrage* président',
  'outrage* chef état',
  'outrage* état',
  'outrage* drapeau',
  'outrage* nation',
  'outrage* hymne',
  'injur* autorit*',
  'lèse majesté',
  'haute trahison',
  'trahison',
  'sédition',
  'séditi*',
  'subversi*',
  'extrémism*',
  'extrémist*',
  'séparatis*',
  'sécession*',
  'espionnage',
  'intelligence puissance étrangère',
  'secret* état',
  'coup état',
  'rébellion',
  'insurrection*',
  'renvers* gouvernement',
  'ordre constitutionnel',
  'sûreté état',
  'sécurité nationale',
  'unité nationale',
  'intégrité territoire',
  'propagande',
  'politique*',
  'dissident*',
  'opposant*',
  'opposition',
  'agent* étranger*',
  'organisation* interdite*',
  'organisation illégale',
  'parti interdit',
  'association non autorisée',
  'association non déclarée',
  'réunion non autorisée',
  'attroupement*',
  'manifestation non autorisée',
  'manifestation interdite',
  'manifestation illégale',
  'fausses nouvelles',
  'diffusion fausses informations',
  'propagation fausses informations',
  'fausse* nouvelle*',
  'incitation désobéissance',
  'appartenance organisation terroriste',
  ...terms(`
    association terroriste, milice*, groupe armé illégal, mouvement* insurrection*,
    groupement dissous, association dissoute, organisation dissoute, marche non autorisée,
    marches non autorisées, marche interdite, marche illégale, marche protest*,
    malfaiteurs relation entreprise terroriste*, émeute*, émeutier*, troubles ordre public,
    troubles graves ordre, trouble* ordre public, désordres publics, troubles publics,
    soulèvement*, incit* guerre civile, mouvement* populaire*, incitation troubles,
    souveraineté, unité territoire, intégrité territoriale, intégrité nationale,
    indépendance nationale, sécurité état, sûreté intérieure, sûreté extérieure,
    changement régime, changer régime, régime constitutionnel, constitution par violence,
    renvers* régime, renvers* état, renvers* institution*, prise pouvoir, usurpation pouvoir,
    informations mensongères, fausses rumeurs, désinformation, agent* influence étrangère,
    financement étranger, réception fonds étranger*, recevoir fonds étranger*,
    organisation indésirable, puissance étrangère, puissance* ennemie*, intelligence ennemi,
    service ennemi, passage ennemi, devant ennemi, aide ennemi, intelligence agents étrangers,
    ingérence étrangère, incitation haine gouvernement, haine gouvernement, haine autorité*,
    incitation révolte, incitation rébellion, appel* révolte, désobéissance civile, trahi*,
    espionn*, espions, secret* défense, secret* militaire*, collaboration ennemi,
    intelligences
  `),
  ...each(
    `
    appart*, adhési*, affili*, adhér*, allégeance, soutien, soutenir, sympathi*, financ*,
    apologie, glorifi*, justifi*, provocation, promotion, éloge, membre*, rejoindre,
    ralliement
  `,
    `
    terroris*, groupe* terroris*, organisation* terroris*, groupement* terroris*,
    entreprise terroris*, mouvement* terroris*
  `,
  ),
  ...each(
    `
    création, créer, fondation, fonder, direction, diriger, constitution, participation,
    participer, activité*, recrut*, aide, aider, collabor*, malfaiteurs, recel
  `,
    `
    organisation* terroriste*, groupe* terroriste*, association terroriste*,
    entreprise terroriste*, mouvement* terroriste*, bande armée, groupe* armé illégal
  `,
  ),
  ...each(
    'appartenance, adhésion, participation, reconstitution, maintien',
    'interdit*, dissous, dissoute, illégal*, clandestin*',
  ),
  ...each(
    `
    manifestation*, réunion*, rassemblement*, défilé*, cortège*, grève*, assemblée*, meeting*
  `,
    `
    non autorisé*, non déclaré*, sans autorisation, sans déclaration, sans préavis, illégal*,
    illicite*, interdit*, prohibé*
  `,
  ),
  ...each(
    `
    crime*, délit*, complot*, conspiration*, conjuration*, acte*, agissement*, atteinte*,
    incitation*, haine, hostilité
  `,
    `
    contre état, contre sûreté, contre gouvernement, contre régime, contre autorité*,
    contre institutions, contre nation, contre patrie
  `,
  ),
  ...each(
    'atteinte*, attenter, compromettre',
    `
    sûreté, sécurité état, souverain*, unité, intégrité territo*, intégrité national*,
    indépendance, institutions, autorité état, forme gouvernement, régime, défense nationale,
    secret défense, honneur président, honneur chef, dignité président, crédit état,
    prestige état, emblème*
  `,
  ),
  ...each(
    'diffus*, propag*, publi*, répandre',
    `
    nouvelles fausses, nouvelle fausse, fausse* nouvelle*, fausse* information*,
    information* fausse*, information* mensong*, rumeur*, nouvelles mensongères,
    informations inexactes, propos mensongers
  `,
  ),
  ...each(
    'outrag*, offens*, injur*, insult*, diffam*, dénigr*, mépris, irrespect, calomni*',
    `
    président, chef état, roi, reine, souverain*, monarque, prince, émir, premier ministre,
    gouvernement, état, nation, patrie, drapeau, hymne, emblème*, symbole*, autorité*,
    magistrat*, corps constitués, fonctionnaire*, agent public, agents publics, dépositaire*,
    ministre*, institution*, parlement, personne roi, juge*, tribuna*
  `,
  ),
  ...each('profan*, brûl*, lacér*', 'drapeau, emblème*, hymne, symboles'),
];
