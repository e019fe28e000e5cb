/**
 * Terms in Spanish that offences of political character are worded with.
 * It must never name a state, a people, a party or a person.
 */
import { each, terms } from '../../term-list.js';

export const SPANISH_POLITICAL: readonly string[] = [
  'ofensa* presidente',
  'ofensa* estado',
  'ofensa* bandera',
  'ultraje* patria',
  'ultraje* bandera',
  'ultraje* nación',
  'ultraje* símbolos',
  'vilipendio',
  'desacato',
  'lesa majestad',
  'alta traición',
  'traición patria',
  'traición nación',
  'traición estado',
  'delito traición',
  'sedición*',
  'sedicios*',
  'subversi*',
  'extremism*',
  'extremist*',
  'separatis*',
  'secesi*',
  'independentis*',
  'espionaje',
  'secreto* estado',
  'golpe estado',
  'golpis*',
  'rebelión',
  'insurrección',
  'derroc* gobierno',
  'orden constitucional',
  'seguridad nacional',
  'seguridad estado',
  'unidad nacional',
  'integridad territorial',
  'menoscabo integridad',
  'propaganda',
  'polític*',
  'disidente*',
  'opositor*',
  'oposición',
  'agente* extranjero*',
  'organización prohibida',
  'organización ilegal',
  'partido ilegal',
  'partido prohibido',
  'asociación ilícita política',
  'noticias falsas',
  'difusión información falsa',
  'difundir información falsa',
  'incitación desobediencia',
  'pertenencia organización terrorista',
  ...terms(`
    financia* terrorismo, grupo* armado* ilegal*, asociación* subversiva*, disturbio*,
    desórdenes, desorden* público*, tumulto*, alteración orden público,
    alteración* paz pública, revuelta*, asonada*, levantamiento armado, levantamiento contra,
    levantamiento popular, alzamiento armado, alzamiento contra, alzamiento popular,
    incit* guerra civil, desobediencia civil, protesta* social*, bloqueo* vías, soberanía,
    integridad nacional, unidad nación, unidad estado, orden democrático, orden institucional,
    instituciones democráticas, seguridad interior, seguridad exterior, usurpación poder*,
    toma poder, cambio régimen, derroca*, alarma pública, noticia* falsa*, desinformación,
    agente* intereses extranjeros, intereses extranjeros, financiación extranjera,
    financiamiento extranjero, recib* fondos extranjeros, recepción fondos extranjeros,
    injerencia extranjera, intervención extranjera, intervención militar extranjera,
    potencia* extranjera*, organización* indeseable*, organización* no deseada*,
    inteligencia enemigo, colaboración enemigo, ayuda enemigo, traición enemigo,
    sanciones contra estado, odio autoridad*, odio gobierno, incita* odio autoridad*,
    incita* odio gobierno, incita* rebelión, traidor*, secreto* militar*, secretos defensa,
    ofensa* honor presidente, rebeli*, insurre*
  `),
  ...each(
    `
    integra*, pertene*, afilia*, miembro*, adhesión, colabora*, financia*, apoy*, enaltec*,
    apología, propaganda, justifica*, glorifica*, elogi*, exaltación, simpati*
  `,
    'terroris*, organización* terrorista*, grupo* terrorista*, banda* armada*',
  ),
  ...each(
    `
    fundación, fundar, creación, creando, crear, dirig*, dirección, constitu*, formar, liderar,
    liderazgo, recluta*, participa*, actividad*, ayuda*, promov*
  `,
    `
    organización* terrorista*, organizaciones terroristas, grupo* terrorista*, banda* armada*,
    asociación terrorista, célula terrorista
  `,
  ),
  ...each(
    `
    reunion*, manifestación*, manifestaci*, concentración*, marcha*, protesta*, huelga*,
    asamblea*, mitin*
  `,
    `
    no autorizada*, sin autorización, sin permiso, sin comunicación, ilegal*, ilícita*,
    prohibida*, no comunicada*
  `,
  ),
  ...each(
    `
    delito*, crímenes, actos, conspiración*, conspirar, complot, incita*, odio, hostilidad
  `,
    `
    contra estado, contra poderes estado, contra poderes, contra seguridad estado,
    contra seguridad nacional, contra seguridad interior, contra seguridad exterior,
    contra gobierno, contra patria, contra nación, contra soberanía, contra constitución,
    contra orden constitucional, contra orden democrático, contra instituciones,
    contra autoridad*, contra régimen
  `,
  ),
  ...each(
    'menoscab*, atent*, atac*, alter*, vulnera*, cambi*, amenaza*, lesión*, quebrant*',
    `
    soberanía, integridad nacional, integridad territor*, independencia nacional,
    independencia estado, unidad nacional, unidad nación, unidad estado, orden constitucional,
    orden democrático, constitución, forma gobierno, poderes estado
  `,
  ),
  ...each(
    'propag*, difun*, difus*, divulg*, publica*',
    `
    noticias falsas, noticia* falsa*, información* falsa*, informaciones falsas,
    falsas noticias, rumor*, bulos, alarma
  `,
  ),
  ...each(
    `
    injuria*, insult*, ofens*, ofend*, ultraj*, calumnia*, difama*, desacat*, vilipend*,
    desprestig*, menosprecio, agravi*, irrespeto, vejaci*, denigra*
  `,
    `
    presidente, jefe estado, jefe, rey, reina, monarca, corona, príncipe, gobierno, estado,
    nación, patria, bandera*, himno, escudo, símbolo*, emblema*, autoridad*, funcionario*,
    ministro*, juez, jueces, tribunal*, parlamento, poderes públicos, institucion*
  `,
  ),
  ...each(
    'profan*, quem*, destru*',
    'bandera, himno, escudo nacional, símbolos patrios, símbolos nacionales, emblema*',
  ),
];
