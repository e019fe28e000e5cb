/**
 * Offences in Turkish that the lists of terms were never fitted to.
 * It must never be a reason to take up a term: it says how the lists do on what they do not know.
 */
import { lines, type Wordings } from '../wordings/form.js';

export const TURKISH_HELD_OUT: Wordings = {
  political: lines(`
    terör örgütü üyeliği
    terör örgütüne finans sağlama
    terör örgütünün cebir ve şiddetini övme
    silahlı isyana katılma
    izinsiz yürüyüş düzenleme
    devletin bağımsızlığına karşı suç
    devlet topraklarını bölmeye teşebbüs
    hükümeti devirmeye teşebbüs
    halk arasında yalan haber yayma
    devlet başkanına hakaret
    bayrağı yakma
    halkı hükümete karşı isyana tahrik
    casusluk
    yasadışı örgüt adına faaliyet
  `),
  military: lines(`
    kışladan firar
    askerlik hizmetinden kaçınma
    yoklama kaçağı olma
    seferberlik emrine itaatsizlik
    orduyu aşağılama
    amire saygısızlık ve itaatsizlik
  `),
  religious: lines(`
    dini değerlere hakaret
    dinden dönme
    izinsiz misyonerlik
    tarikat üyeliği
    büyücülük
    kutsal kitaba hakaret
  `),
  racial: lines(`
    ırkçılık propagandası
    etnik kökene hakaret
    etnik ayrımcılık
    ırk temelinde nefret
    aşiret kavgası kışkırtma
    azınlıklara karşı ırksal nefret
  `),
  ordinary: lines(`
    pazarda bomba patlatma
    terörist saldırıda kamyonla öldürme
    bakana suikast teşebbüsü
    çeteye silah satışı
    devleti dolandırma
    kilise parasını zimmete geçirme
    ikona hırsızlığı
    rahibin çocuğa istismarı
    ordu araçlarının çalınması
    göçmen kaçakçılığı
    yabancı kamu görevlisine rüşvet
    bakanlık sitesine siber saldırı
    sahte belgeyle kredi alma
    suç çetesi liderliği
    tanıklıktan çekinme
    kokain ticareti
    polis memurunun öldürülmesi
    gazeteciyi fidye için kaçırma
    mezar tahribi
    sahte para basma
    cezaevinden firar
    fuhşa aracılık
    dini inanç ve duyguların istismarı suretiyle dolandırıcılık
    ihaleye fesat karıştırma
  `),
};
