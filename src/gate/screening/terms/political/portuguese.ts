/**
 * Terms in Portuguese that offences of political character are worded with.
 * It must never name a state, a people, a party or a person.
 */
import { each, terms } from '../../term-list.js';

export const PORTUGUESE_POLITICAL: readonly string[] = [
  'ofensa* presidente',
  'ofensa* honra presidente',
  'ofensa* estado',
  'insulto* presidente',
  'insulto* estado',
  'ultraje* bandeira',
  'ultraje* símbolos',
  'ultraje* nação',
  'desacato',
  'lesa majestade',
  'alta traição',
  'traição pátria',
  'traição nação',
  'crime traição',
  'sedição',
  'sedicios*',
  'subversão',
  'subversiv*',
  'extremism*',
  'extremist*',
  'separatis*',
  'secessão',
  'espionagem',
  'segredo* estado',
  'golpe estado',
  'golpis*',
  'rebelião',
  'insurreição',
  'derrub* governo',
  'ordem constitucional',
  'estado democrático direito',
  'segurança nacional',
  'segurança estado',
  'unidade nacional',
  'integridade territorial',
  'propaganda',
  'polític*',
  'dissidente*',
  'opositor*',
  'oposição',
  'agente estrangeiro',
  'organização proibida',
  'organização ilegal',
  'partido ilegal',
  'partido proibido',
  'reunião ilegal',
  'reunião não autorizada',
  'manifestação ilegal',
  'manifestação não autorizada',
  'protesto* não autorizado*',
  'notícias falsas',
  'divulga* informações falsas',
  'incitação desobediência',
  'pertença organização terrorista',
  ...terms(`
    grupo* armado* ilega*, tumulto*, motins, desordem pública, desordens,
    perturbação ordem pública, perturbação ordem, alteração ordem pública, revolta*,
    levantamento popular, levantamento armado, sublevação, distúrbios, arruaça*,
    desobediência civil, incit* guerra civil, guerra civil incit*, soberania,
    integridade nacional, integridade território, independência nacional, unidade estado,
    segurança interna, segurança interior, segurança exterior, instituições democráticas,
    ordem democrática, usurpação poder, tomada poder, derrubar regime, deposição governo,
    notícia* falsa*, informações falsas estado, desinformação, boatos, alarme social,
    alarme público, agente* estrangeir*, receb* fundos estrangeiros, financiamento estrangeiro,
    ingerência estrangeira, intervenção estrangeira, potência* estrangeira*,
    influência estrangeira, organização* indesejáve*, inteligência inimigo,
    inteligência estrangeiro, colaboração inimigo, ajuda inimigo, favorecimento inimigo,
    ódio governo, ódio autoridade*, hostilidade governo, incita* rebelião, incita* revolta,
    traidor*, espiões, segredo* militar*, segredo* defesa, insurrei*, sedici*, rebeldia
  `),
  ...each(
    `
    integra*, perten*, filia*, membro*, adesão, apoi*, colabora*, financia*, apologia,
    propaganda, glorifica*, justifica*, elogi*, enaltec*, simpati*
  `,
    'terroris*, organizaç* terrorista*, grupo* terrorista*',
  ),
  ...each(
    `
    fundação, fundar, fundador*, criação, criar, chefia*, direção, dirig*, liderar, liderança,
    constitu*, promov*, participa*, atividade*, ajuda*, auxílio, recruta*
  `,
    `
    organização* terrorista*, organizações terroristas, grupo* terrorista*,
    associação terrorista, célula terrorista, bando armado
  `,
  ),
  ...each(
    `
    reuni*, manifestaç*, concentração*, marcha*, passeata*, protesto*, comício*, greve*,
    assembleia*, desfile*
  `,
    `
    não autorizad*, sem autorização, sem aviso, sem comunicação, ilega*, ilícit*, proibid*,
    não comunicad*
  `,
  ),
  ...each(
    `
    crime*, delito*, atos, conspira*, conjura*, complô, incita*, incitamento, instigação, ódio,
    hostilidade, atentado*, atentar
  `,
    `
    contra estado, contra segurança estado, contra segurança nacional,
    contra segurança interior, contra governo, contra pátria, contra nação, contra soberania,
    contra constituição, contra ordem constitucional, contra instituições, contra autoridade*,
    contra regime, contra poderes, contra ordem política, contra unidade,
    contra integridade nacional
  `,
  ),
  ...each(
    'atenta*, abolição, alteraç*, alterar, ameaça*, ataque*, mudança',
    `
    soberania, integridade nacional, integridade territori*, independência nacional,
    unidade nacional, unidade estado, ordem constitucional, ordem democrática, constituição,
    estado direito, estado democrático, regime, instituições
  `,
  ),
  ...each(
    'divulg*, difus*, difund*, propag*, publica*, dissemina*',
    `
    notícia* falsa*, informaç* falsa*, falsas notícias, falsas informações, boato*, rumor*,
    desinformação, inverídic*
  `,
  ),
  ...each(
    `
    injúria*, injuri*, insult*, ofens*, ofend*, ultraj*, calúnia*, difama*, desacat*, vilip*,
    desrespeito, afronta*, denegri*
  `,
    `
    presidente, chefe estado, rei, rainha, monarca, coroa, príncipe, governo, estado, nação,
    pátria, bandeira*, hino, escudo, brasão, símbolo*, emblema*, autoridade*, funcionári*,
    ministr*, juiz, juízes, magistrad*, tribuna*, parlamento, instituiç*, órgão* soberania
  `,
  ),
  ...each('profana*, queim*, destru*', 'bandeira*, hino, símbolos nacionais, brasão'),
];
