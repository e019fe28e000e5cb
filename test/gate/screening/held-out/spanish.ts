/**
 * Offences in Spanish that the lists of terms were never fitted to.
 * It must never be a reason to take up a term: it says how the lists do on what they do not know.
 */
import { lines, type Wordings } from '../wordings/form.js';

export const SPANISH_HELD_OUT: Wordings = {
  political: lines(`
    ser miembro de una organización terrorista
    financiamiento del terrorismo
    colaborar con grupo terrorista armado
    exaltación de actos terroristas
    asociación ilícita para fines subversivos
    participación en motines y disturbios
    organización de protestas ilegales
    actos contra la seguridad del Estado
    atentado contra la independencia y la unidad de la nación
    conspiración contra el gobierno
    divulgación de noticias falsas
    alteración del orden constitucional
    ofensas al Jefe de Estado
    insulto a la bandera nacional
    injurias a funcionario público
    instigación a la rebelión
    espionaje en favor de potencia extranjera
    incitación al odio contra el gobierno
  `),
  military: lines(`
    deserción del ejército
    negativa al servicio militar
    incumplimiento de la orden de movilización
    insubordinación
    abandono del puesto de centinela
    ofensas a las fuerzas armadas
    evadir el reclutamiento
  `),
  religious: lines(`
    abandono del islam
    blasfemia pública
    ofensa a las creencias religiosas
    burla de dogmas sagrados
    integrar una secta destructiva
    proselitismo sin autorización
    ejercicio de brujería
  `),
  racial: lines(`
    incitación a la discriminación racial
    apología del odio étnico
    insultos por motivo de raza
    difusión de ideas de superioridad racial
    hostilidad entre grupos étnicos
    incitación a la violencia tribal
  `),
  ordinary: lines(`
    explosión de una bomba en un mercado
    atentado terrorista con camión
    tentativa de homicidio de un ministro
    tráfico de armas para una banda
    fraude contra la hacienda pública
    apropiación de fondos de una iglesia
    alzamiento de bienes
    abuso sexual por un sacerdote
    robo de vehículos del ejército
    tráfico ilícito de migrantes
    soborno a funcionario extranjero
    ataque informático contra un ministerio
    declaración falsa para obtener un préstamo
    jefe de una banda criminal
    negativa a declarar como testigo
    narcotráfico en cartel
    asesinato de un policía
    secuestro de un periodista
    profanación de cadáveres
    falsificación de moneda
    proxenetismo
    uso de información privilegiada
    homicidio con alevosía
    sustracción de menores
  `),
};
