/**
 * Offences in Portuguese, worded as penal codes and notices word them.
 * It must never name a state, a people, a party or a person.
 */
import { lines, type Wordings } from './form.js';

export const PORTUGUESE_WORDINGS: Wordings = {
  political: lines(`
    participação em organização terrorista
    integração em grupo terrorista
    fundação e chefia de organização terrorista
    financiamento de organização terrorista
    apoio a organização terrorista
    apologia do terrorismo
    propaganda de organização extremista
    participação em motim e desordens em massa
    tumulto e perturbação da ordem pública
    realização de marcha sem autorização
    participação em concentração não autorizada
    crimes contra o Estado
    crimes contra a segurança do Estado
    atentado contra a soberania nacional
    atentado à integridade nacional
    abolição violenta do Estado democrático
    alteração violenta do Estado de direito
    incitamento à guerra civil
    divulgação de notícias falsas
    difusão de informações falsas contra o Estado
    falta de registo como agente estrangeiro
    ofensa à honra do Presidente da República
    ultraje aos símbolos nacionais
    injúria contra autoridade pública
    difamação do chefe de Estado
    incitação ao ódio contra o governo
    traição à pátria
    espionagem
    violação de segredo de Estado
    conspiração contra o governo
  `),
  military: lines(`
    deserção
    fuga ao serviço militar
    recusa de servir no exército
    recusa de obediência militar
    insubmissão
    evasão à mobilização
    abandono de posto
    automutilação para se furtar ao serviço militar
    ofensa às forças armadas
    descrédito das Forças Armadas
  `),
  religious: lines(`
    apostasia
    blasfémia
    ultraje por motivo de crença religiosa
    vilipêndio a ato de culto
    ofensa aos sentimentos religiosos
    proselitismo
    pertença a uma seita
    atividade de organização religiosa proibida
    culto clandestino
    insulto ao profeta
    prática de feitiçaria
  `),
  racial: lines(`
    incitação ao ódio racial
    incitamento ao ódio étnico
    discriminação de raça ou cor
    injúria racial
    instigação ao ódio tribal
    propaganda de superioridade racial
  `),
  ordinary: lines(`
    atentado bombista numa estação
    homicídio com explosivos
    posse de explosivos
    tomada de reféns
    desvio de aeronave
    participação em organização criminosa
    associação criminosa
    branqueamento de capitais
    contrabando de armas
    burla qualificada
    corrupção passiva
    peculato
    violação em grupo
    roubo à mão armada numa igreja
    furto de material militar
    furto num quartel
    homicídio de um padre
    homicídio de um soldado
    extorsão mediante sequestro
    incêndio de armazém
    fraude fiscal
    denúncia caluniosa
    falso testemunho
    violação de segredo bancário
    tráfico de pessoas
    evasão de preso
    incitamento ao suicídio
    ofensa à integridade física
    falsificação de passaporte
    agressão a um polícia
    crimes contra a ordem tributária
    crimes contra a administração pública
    crimes contra o sistema financeiro
    crime contra a economia popular
    atentado contra a vida do presidente
    associação para o tráfico
    protesto indevido de título
    levantamento fraudulento de dinheiro
    burla a uma comunidade religiosa
    fuga de preso
    evasão de divisas
    furto de armas das forças armadas
    ofensa à integridade física em Santos
    usurpação de função pública
    recusa de alimentos
    resistência e desobediência
    falsificação de símbolo de marca
    dano a monumento
    quebra de sigilo
    divulgação de cena de estupro
  `),
};
