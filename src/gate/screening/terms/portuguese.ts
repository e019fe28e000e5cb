/**
 * Terms in Portuguese that offences of interest to Article 3, or excluded ones, are worded with.
 * It must never name a state, a people, a party or a person.
 */
import { each, terms, type TermList } from '../term-list.js';
import { PORTUGUESE_POLITICAL } from './political/portuguese.js';
import { RELIGIOUS_COMMUNITIES } from './religious-communities.js';

export const PORTUGUESE: TermList = {
  political: PORTUGUESE_POLITICAL,
  military: [
    'deserção',
    'desertor*',
    'motim',
    'amotina*',
    'insubordinação',
    'abandono posto',
    'serviço militar',
    'dever* militar*',
    'disciplina militar',
    'crime* militar*',
    'recrutamento obrigatório',
    'objeção consciência',
    'objetor* consciência',
    'insubmissão',
    'ofensa* forças armadas',
    ...terms(`
    deserç*, insubmiss*, refratário*, desobediência militar, desobediência superior*,
    recusa obediência, delito* militar*, automutilação, mutilação voluntária, cobardia,
    covardia, abandono serviço, abandono guarda, abandono unidade, abandono lugar,
    incitamento deserção, moral tropa*, desmoralização, ordem superior, ordens superior*,
    insulto superior*, ofensa* superior*
  `),
    ...each(
      `
    fuga, evasão, evadir, recusa*, furtar se, subtrair se, fugir, esquiv*, incumpri*,
    descumpri*
  `,
      `
    serviço militar, servir exército, servir forças armadas, servir, serviço cívico,
    mobilização, recrutamento, conscrição, incorporação, exército, forças armadas, combat*,
    pegar armas, fileiras
  `,
    ),
    ...each(
      `
    injúria*, insult*, ofens*, ultraj*, descrédit*, desacredita*, desprestígio, difama*,
    calúnia*, vilipêndio, denegri*
  `,
      'exército*, forças armadas, militar*, tropa*, soldado*',
    ),
  ],
  religious: [
    'apostasia',
    'apóstata*',
    'blasfêm*',
    'heresia',
    'herege*',
    'sacrilégi*',
    'proselitismo',
    'conversão religiosa',
    'ofensa* religi*',
    'insulto* religi*',
    'insulto* profeta',
    'insulto* islã*',
    'sentimento* religioso*',
    'vilipêndio*',
    'ultraje culto',
    'profanação',
    'bruxaria',
    'feitiçaria',
    'magia negra',
    'curandeirismo',
    'seita*',
    'culto ilegal',
    'culto não autorizado',
    'religião proibida',
    'guerra contra deus',
    'corrupção terra',
    ...terms(`
    apostat*, crença religiosa, conversão forçada, mudança religião, abandono religião,
    abandono islã*, atividade* missionári*, missionári*, evangeliz*, queim* alcorão,
    queim* bíblia, organização* religiosa* proibida*, grupo* religioso* ilega*, satanis*,
    ocultismo, idolatria, igreja* clandestina*, igreja* doméstica*, igreja* ilega*,
    igreja* não autorizada*, igreja* não registada*, reunião religiosa, reuniões religiosas,
    literatura religiosa, ódio religioso, culto* clandestino*, culto* proibido*, culto* não,
    culto* sem, oração ilegal, propaganda religiosa, blasf*
  `),
    ...each(
      'ativi*, perten*, membro*, participa*, integra*, adesão, proibi*, ilega*',
      `
    organização* religiosa*, grupo* religioso*, movimento* religioso*, comunidade* religiosa*,
    associação* religiosa*
  `,
    ),
    ...each(
      `
    ofens*, ofend*, injúria*, insult*, escarn*, zombaria, ultraj*, denegri*, menosprez*,
    vilip*, difama*
  `,
      `
    religi*, dogma*, crença*, crente*, profeta, deus, divin*, islã*, islão, alcorão, corão,
    bíblia, sagrad*, culto, ritos, cristianismo
  `,
    ),
    ...RELIGIOUS_COMMUNITIES.portuguese,
  ],
  racial: [
    'racial',
    'raciais',
    'racis*',
    'raça',
    'étnic*',
    'etnia*',
    'interracial',
    'inter racial',
    'casamento misto',
    'tribal',
    'tribais',
    'tribalismo',
    'casta',
    'minoria nacional',
    ...terms(`
    ódio nacionalidade*, hostilidade nacionalidade*, discriminação nacionalidade,
    discriminação origem, superioridade racial, interétnic*, xenofob*, povos indígenas,
    cor pele, procedência nacional, tribalis*
  `),
  ],
  norms: [
    'homossexua*',
    'homosexua*',
    'mesmo sexo',
    'sodomia',
    'lésbica*',
    'lgbt*',
    'contra natureza',
    'atos antinaturais',
    'travest*',
    'adultério',
    'fornicação',
    'relações extraconjugais',
    'aborto*',
    'imoral*',
    'bons costumes',
    'véu',
    'hijab',
    'consumo álcool',
    'jogos azar',
  ],
  private: [
    'guarda filho*',
    'guarda menor*',
    'regulação poder paternal',
    'responsabilidades parentais',
    'pensão alimentícia',
    'pensão alimentos',
    'obrigação alimentos',
    'abandono lar',
    'abandono família',
    'divórcio',
    'herança',
    'disputa familiar',
    'conflito familiar',
    'dívida*',
    'inadimplência',
    'cheque* sem fundos',
    'cheque* sem provisão',
    'quebra contrato',
    'incumprimento contratual',
    'descumprimento contratual',
    'disputa comercial',
    'conflito laboral',
    'insolvência',
    'difamação',
    'infração administrativa',
    'contraordenação',
    'multa administrativa',
    'infração trânsito',
    'excesso velocidade',
    'permanência irregular',
  ],
};
