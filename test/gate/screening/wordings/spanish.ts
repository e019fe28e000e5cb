/**
 * Offences in Spanish, worded as penal codes and notices word them.
 * It must never name a state, a people, a party or a person.
 */
import { lines, type Wordings } from './form.js';

export const SPANISH_WORDINGS: Wordings = {
  political: lines(`
    integración en organización terrorista
    afiliación a un grupo terrorista
    fundar y dirigir una organización terrorista
    financiación de grupo terrorista
    colaboración con organización terrorista
    enaltecimiento del terrorismo
    apología del terrorismo
    participación en disturbios masivos
    desórdenes públicos
    convocatoria de marcha sin autorización
    participación en concentración no autorizada
    delitos contra el Estado
    delitos contra los poderes del Estado
    menoscabo de la soberanía y la integridad nacional
    atentado contra el orden constitucional
    conspiración para alterar el orden democrático
    rebelión
    sedición
    propagación de noticias falsas
    difusión de rumores para provocar alarma pública
    registro omitido como agente de intereses extranjeros
    injurias al Jefe del Estado
    calumnias e injurias a la Corona
    ultrajes a los símbolos nacionales
    desacato a la autoridad
    incitación al odio contra las autoridades
    traición a la patria
    espionaje
    revelación de secretos de Estado
    solicitar intervención extranjera
  `),
  military: lines(`
    deserción
    evasión del servicio militar
    negativa a prestar el servicio
    negativa a cumplir la movilización
    abandono de servicio de armas
    desobediencia militar
    insulto a superior militar
    descrédito de las Fuerzas Armadas
    automutilación para eludir el servicio militar
    injurias al Ejército
  `),
  religious: lines(`
    apostasía
    blasfemia
    ofensa a los sentimientos religiosos
    escarnio de dogmas y creencias
    insulto al Profeta
    proselitismo religioso ilegal
    pertenencia a una secta
    actividad de organización religiosa prohibida
    culto clandestino
    profanación de lugar de culto
    quema del Corán
  `),
  racial: lines(`
    incitación al odio racial
    incitación al odio étnico
    promoción de la discriminación por raza
    fomento de la hostilidad entre nacionalidades
    insulto a un grupo étnico
    propaganda de superioridad racial
  `),
  ordinary: lines(`
    atentado con explosivos en una estación
    asesinato con coche bomba
    tenencia de explosivos
    toma de rehenes
    apoderamiento de aeronave
    pertenencia a organización criminal
    integración en grupo criminal
    blanqueo de capitales
    contrabando de armas
    estafa agravada
    cohecho
    malversación de caudales públicos
    violación en grupo
    robo con violencia en una iglesia
    robo de material militar
    hurto en un cuartel
    asesinato de un sacerdote
    homicidio de un soldado
    secuestro extorsivo
    incendio provocado
    defraudación tributaria
    denuncia falsa
    falso testimonio
    revelación de secretos de empresa
    trata de personas
    evasión de presos
    inducción al suicidio
    quebrantamiento de condena
    lesiones a un agente de policía
    falsificación de pasaportes
    tenencia ilícita de armas
    resistencia a la autoridad
    atentado contra agente de la autoridad
    atentado contra la vida del presidente
    delitos contra la hacienda pública
    delitos contra la administración pública
    delitos contra la libertad sexual
    asociación ilícita
    levantamiento de fondos de un banco
    ataque a una base militar con explosivos
    robo de armas del ejército
    evasión fiscal
    evasión de divisas
    fuga de la cárcel
    injurias graves a un vecino
    usurpación de funciones públicas
    usurpación de identidad
    difusión de imágenes íntimas
    contrabando de oro
    daños a monumento nacional
    quema de vehículos
    incendio de una iglesia
    estafa por falso curandero
    marcha atrás temeraria con homicidio
    secuestro en Santa Fe
    omisión del deber de socorro
    genocidio
  `),
};
