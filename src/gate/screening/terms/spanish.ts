/**
 * Terms in Spanish that offences of interest to Article 3, or excluded ones, are worded with.
 * It must never name a state, a people, a party or a person.
 */
import { each, terms, type TermList } from '../term-list.js';
import { SPANISH_POLITICAL } from './political/spanish.js';
import { RELIGIOUS_COMMUNITIES } from './religious-communities.js';

export const SPANISH: TermList = {
  political: SPANISH_POLITICAL,
  military: [
    'deserción',
    'desertor*',
    'motín',
    'amotina*',
    'insubordinación',
    'abandono puesto',
    'abandono destino',
    'servicio militar',
    'deber* militar*',
    'disciplina militar',
    'delito* militar*',
    'reclutamiento obligatorio',
    'objeción conciencia',
    'objetor* conciencia',
    'ultraje* ejército',
    'ultraje* fuerzas armadas',
    'ofensa* fuerzas armadas',
    ...terms(`
    cumplir movilización, orden movilización, movilización militar, sustracción servicio,
    deserci*, desobediencia militar, desobediencia superior*, desobediencia órdenes,
    insulto superior*, insulto centinela, ofensa* superior, automutilación,
    inutilización voluntaria, cobardía, abandono servicio, abandono guardia, abandono unidad,
    abandono plaza, abandono posición, llamado filas, incorporación filas, servicio armas,
    infidencia, moral tropa*, desmoralización, remiso*, prófugo* servicio
  `),
    ...each(
      `
    evasión, evadir, eludir, negativa*, negarse, rehusar, rehus*, incumpl*, sustraerse, huida,
    omisión
  `,
      `
    servicio militar, prestar servicio, servicio nacional, movilización, reclutamiento,
    conscripción, filas, incorporación, ejército, fuerzas armadas, combat*, tomar armas
  `,
    ),
    ...each(
      `
    injuria*, insult*, ofens*, ultraj*, descrédit*, desacredit*, desprestig*, difama*,
    calumnia*, vilipend*, denigra*
  `,
      'ejército*, fuerzas armadas, militar*, tropa*, soldado*, fuerza armada',
    ),
  ],
  religious: [
    'apostasía',
    'apóstata*',
    'blasfem*',
    'herejía',
    'hereje*',
    'sacrilegi*',
    'proselitismo',
    'conversión religiosa',
    'ofensa* religi*',
    'ofensa* sentimientos religiosos',
    'sentimientos religiosos',
    'profanación',
    'brujería',
    'hechicería',
    'magia negra',
    'secta*',
    'culto ilegal',
    'culto* no autorizado*',
    'religión prohibida',
    'guerra contra dios',
    'corrupción tierra',
    ...terms(`
    conversión forzada, conversión forzosa, cambio religión, abandono religión, abandono islam,
    actividad* misionera*, misionero*, evangeliza*, quem* corán, quem* biblia,
    quem* libro* sagrado*, organización* religiosa* prohibida*, grupo* religioso* ilegal*,
    satanis*, santería, ocultismo, idolatría, casa* culto, iglesia* clandestina*,
    iglesia* doméstica*, iglesia* ilegal*, iglesia* no registrada*, reunión religiosa,
    reuniones religiosas, literatura religiosa, odio religioso, culto* clandestino*,
    culto* prohibido*, culto* sin, oración ilegal, propaganda religiosa, predicación, herej*,
    herétic*
  `),
    ...each(
      'activi*, pertene*, miembro*, participa*, integra*, adhesión, prohibi*, ilegal*',
      `
    organización* religiosa*, grupo* religioso*, movimiento* religioso*, comunidad* religiosa*,
    asociación* religiosa*
  `,
    ),
    ...each(
      `
    ofens*, ofend*, injuria*, insult*, escarnio*, escarn*, burlarse, ultraj*, profan*,
    denigra*, mofa*, menospreci*, vilipend*, difama*
  `,
      `
    religi*, dogma*, creencia*, creyente*, profeta, dios, divin*, islam, corán, biblia,
    sagrad*, culto, ritos, cristianismo
  `,
    ),
    ...RELIGIOUS_COMMUNITIES.spanish,
  ],
  racial: [
    'racial*',
    'racis*',
    'raza',
    'étnic*',
    'etnia*',
    'interracial*',
    'matrimonio mixto',
    'tribal*',
    'casta',
    'minoría nacional',
    ...terms(`
    odio nacionalidad*, hostilidad nacionalidad*, discriminación nacionalidad,
    discriminación origen, superioridad racial, interétnic*, xenofob*, pueblos indígenas,
    discordia nacionalidad*, odio tribal, color piel, odio pueblos, odio origen
  `),
  ],
  norms: [
    'homosexual*',
    'mismo sexo',
    'sodomía',
    'lesbian*',
    'lgbt*',
    'contra natura',
    'actos antinaturales',
    'travest*',
    'adulterio',
    'fornicación',
    'relaciones extramatrimoniales',
    'relaciones prematrimoniales',
    'aborto*',
    'inmoral*',
    'buenas costumbres',
    'velo',
    'hiyab',
    'consumo alcohol',
    'juegos azar',
  ],
  private: [
    'custodia hij*',
    'custodia menor*',
    'guarda custodia',
    'régimen visitas',
    'pensión alimenticia',
    'pensión alimentos',
    'cuota alimentaria',
    'asistencia familiar',
    'abandono hogar',
    'abandono familia',
    'divorcio',
    'herencia',
    'disputa familiar',
    'conflicto familiar',
    'deuda*',
    'impago*',
    'cheque* sin fondos',
    'cheque* sin provisión',
    'cheque* sin cobertura',
    'incumplimiento contrato',
    'incumplimiento contractual',
    'disputa comercial',
    'conflicto laboral',
    'insolvencia',
    'difamación',
    'falta administrativa',
    'infracción administrativa',
    'multa administrativa',
    'infracción tránsito',
    'infracción tráfico',
    'exceso velocidad',
    'estancia irregular',
  ],
};
