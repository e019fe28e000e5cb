/**
 * Offences in Turkish, worded as penal codes and notices word them.
 * It must never name a state, a people, a party or a person.
 */
import { lines, type Wordings } from './form.js';

export const TURKISH_WORDINGS: Wordings = {
  political: lines(`
    silahlı terör örgütüne üye olma
    terör örgütü kurma ve yönetme
    terör örgütüne yardım etme
    terörizmin finansmanı
    terör örgütü propagandası yapmak
    örgüte üye olmamakla birlikte örgüt adına suç işleme
    toplumsal olaylara katılma ve ayaklanma
    kanuna aykırı gösteri yürüyüşü düzenleme
    anayasal düzeni ortadan kaldırmaya teşebbüs
    devletin birliğini ve ülke bütünlüğünü bozma
    devletin güvenliğine karşı suçlar
    halkı yanıltıcı bilgiyi alenen yayma
    Cumhurbaşkanına hakaret
    devletin egemenlik alametlerini aşağılama
    devlet bayrağına hakaret
    kamu görevlisine hakaret
    hükümete karşı suç
    halkı kin ve düşmanlığa tahrik
    vatana ihanet
    siyasal veya askeri casusluk
  `),
  military: lines(`
    kıtadan firar
    askerlikten kaçma
    bakaya kalma
    seferberlik çağrısına uymama
    emre itaatsizlikte ısrar
    amire itaatsizlik
    halkı askerlikten soğutma
    askeri birliğini izinsiz terk etme
  `),
  religious: lines(`
    dini değerleri alenen aşağılama
    peygambere hakaret
    yasaklanmış dini örgüte üyelik
    tarikat faaliyeti
    misyonerlik faaliyeti
    irtica faaliyeti
    sapkın dini grup üyeliği
  `),
  racial: lines(`
    ırk ayrımcılığı
    etnik nefreti körükleme
    ırkçı propaganda
    milliyet ayrımcılığı ve nefret
    aşiretler arası düşmanlığa tahrik
    halkın farklı ırktan kesimini aşağılama
  `),
  ordinary: lines(`
    tren istasyonuna bombalı saldırı
    terör saldırısı: bombalı araçla öldürme
    patlayıcı madde bulundurma
    rehin alma
    uçak kaçırma
    suç örgütü kurma
    çıkar amaçlı suç örgütüne üye olma
    suç gelirlerini aklama
    silah kaçakçılığı
    nitelikli dolandırıcılık
    rüşvet verme
    zimmet
    cinsel saldırı
    kilisede silahlı soygun
    askeri malzeme hırsızlığı
    kışladan hırsızlık
    rahibin öldürülmesi
    izinli erin öldürülmesi
    fidye için adam kaçırma
    depoyu kundaklama
    vergi kaçakçılığı
    yalan tanıklık
    bankacılık sırrını açıklama
    insan ticareti
    cezaevinden kaçma
    polise saldırı
    intihara yönlendirme
    resmi belgede sahtecilik
    devlete ait malı zimmete geçirme
    devlet hazinesini dolandırma
    görevi kötüye kullanma
    güveni kötüye kullanma
    resmi mercileri yanıltıcı beyan
    Ordu ilinde yağma
    silahlı suç örgütü yönetme
    askeri araç kaçırma
    camiye bombalı saldırı
    imamın öldürülmesi
    izinsiz silah bulundurma
    izinsiz kazı yapma
    trafik güvenliğini tehlikeye sokma
    devlet memuruna direnme
    kamu görevlisine mukavemet
    savaş suçu
  `),
};
