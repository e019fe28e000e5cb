/**
 * Offences in Portuguese that the lists of terms were never fitted to.
 * It must never be a reason to take up a term: it says how the lists do on what they do not know.
 */
import { lines, type Wordings } from '../wordings/form.js';

export const PORTUGUESE_HELD_OUT: Wordings = {
  political: lines(`
    ser membro de organização terrorista
    financiamento do terrorismo
    incitamento público ao terrorismo
    adesão a grupo extremista
    tentativa de golpe de Estado
    participação em motim
    promoção de manifestação não autorizada
    crimes contra a segurança do Estado
    atentado contra a unidade nacional
    tentativa de abolir violentamente o Estado Democrático de Direito
    divulgação de boatos alarmantes
    injúria ao chefe de Estado
    ofensa aos símbolos nacionais
    desacato à autoridade
    instigação à desobediência civil
    espionagem
    colaboração com o inimigo
    rebelião
  `),
  military: lines(`
    deserção para o estrangeiro
    recusa de prestar serviço militar
    fuga à incorporação
    insubordinação
    desobediência a superior militar
    injúria às forças armadas
    abandono de posto de sentinela
  `),
  religious: lines(`
    abandono da religião islâmica
    blasfémia
    escárnio por motivo de crença
    ofensa à fé religiosa
    participação em seita proibida
    evangelização ilegal
    bruxaria
  `),
  racial: lines(`
    incitamento à discriminação racial
    apologia do ódio étnico
    prática de racismo
    insulto étnico
    difusão de ideias de superioridade racial
    incitação à violência tribal
  `),
  ordinary: lines(`
    explosão de bomba num mercado
    atentado terrorista com camião
    tentativa de homicídio de um ministro
    tráfico de armas para uma quadrilha
    burla contra o Estado
    desvio de fundos de uma igreja
    furto de objetos sacros
    abuso sexual por um padre
    roubo de veículos do exército
    auxílio à imigração ilegal
    suborno de funcionário estrangeiro
    ataque informático a um ministério
    declaração falsa para obter crédito
    chefe de quadrilha
    recusa de depor
    tráfico de cocaína
    homicídio de um polícia
    sequestro de um jornalista
    vilipêndio a cadáver
    moeda falsa
    lenocínio
    abuso de informação privilegiada
    homicídio qualificado
    subtração de menor
  `),
};
