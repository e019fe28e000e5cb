/**
 * Names of religious communities to which to belong is itself charged as an offence, so that the name is the sign.
 * It must never hold a community as suspect, nor name a state, a people, a party or a person.
 */

/**
 * A list by language, since charges write the names as their language does. A community is taken up when
 * charges name it instead of a deed, and left out when it calls itself a party, whatever its faith is.
 */
export const RELIGIOUS_COMMUNITIES = {
  english: [
    'jehovah* witness*',
    'baha i faith',
    'bahai*',
    'baha is',
    'baha i',
    'ahmadiyya*',
    'ahmadiya*',
    'ahmadis',
    'qadiani*',
    'falun gong',
    'falun dafa',
    'church almighty god',
  ],
  french: ['témoin* jéhovah', 'bahaï*', 'baha i', 'ahmadiyya', 'ahmadis', 'falun gong'],
  german: ['zeugen jehovas', 'bahai*', 'baha i', 'ahmadiyya', 'falun gong'],
  spanish: ['testigo* jehová', 'bahaí*', 'baha i', 'ahmadía', 'falun gong'],
  portuguese: ['testemunha* jeová', 'bahá í', 'bahai*', 'ahmadia', 'falun gong'],
  russian: ['свидетел* иегов*', 'бахаи', 'ахмадия', 'фалунь*'],
  ukrainian: ['свідк* єгов*', 'бахаї', 'ахмадія', 'фалунь*'],
  turkish: ['yehova şahit*', 'yehovanın şahit*', 'bahailik*', 'bahai', 'ahmediye*', 'falun gong'],
  arabic: ['شهود يهوه', 'بهائية', 'بهائيين', 'بهائي', 'أحمدية قاديانية', 'قاديانية', 'فالون غونغ'],
  persian: ['بهائیت', 'بهائی*', 'شاهدان یهوه', 'قادیانی*', 'احمدیه'],
  chinese: [
    '法轮功',
    '法輪功',
    '法轮大法',
    '法輪大法',
    '全能神',
    '耶和华见证人',
    '耶和華見證人',
    '巴哈伊',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
