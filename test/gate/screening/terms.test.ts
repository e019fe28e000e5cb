/** The lists of terms: kept in order, found by whole words, and silent on ordinary crimes. */
import { describe, expect, it } from 'vitest';
import { TERM_TOPICS } from '../../../src/gate/screening/term-list.js';
import { STEM_CHARACTERS_MIN, TERM_LISTS, termsIn } from '../../../src/gate/screening/terms.js';
import { comparable, wordsOf } from '../../../src/gate/screening/words.js';
import { ENGLISH_NAMES, MEMBERS } from '../../../src/record/countries.js';

const lists = Object.entries(TERM_LISTS);
const all = lists.flatMap(([language, list]) =>
  TERM_TOPICS.flatMap((topic) => list[topic].map((term) => ({ language, topic, term }))),
);
const found = (text: string): string[] => termsIn(text).map(({ term }) => term);

/** Crimes that every member prosecutes, in the languages of the lists. */
const ORDINARY: Readonly<Record<string, readonly string[]>> = {
  arabic: [
    'القتل العمد',
    'الاحتيال',
    'السرقة بالإكراه',
    'الاتجار بالمخدرات',
    'غسل الأموال',
    'الاغتصاب',
    'الخطف',
    'الرشوة',
    'تزوير محررات رسمية',
  ],
  chinese: [
    '故意杀人',
    '诈骗',
    '抢劫',
    '贩卖毒品',
    '洗钱',
    '强奸',
    '绑架',
    '受贿',
    '偽造文書',
    '拐卖妇女、儿童',
  ],
  english: [
    'murder',
    'fraud',
    'armed robbery',
    'drug trafficking',
    'money laundering',
    'rape',
    'kidnapping',
    'bribery',
    'forgery',
    'trafficking in human beings',
    'participation in a criminal organisation',
    'terrorist bombing',
  ],
  french: [
    'meurtre',
    'escroquerie',
    'vol à main armée',
    'trafic de stupéfiants',
    'blanchiment',
    'viol',
    'enlèvement',
    'corruption',
    'faux et usage de faux',
    'association de malfaiteurs',
    'violences avec arme',
  ],
  german: [
    'Mord',
    'Betrug',
    'schwerer Raub',
    'Rauschgifthandel',
    'Geldwäsche',
    'Vergewaltigung',
    'Entführung',
    'Bestechung',
    'Urkundenfälschung',
    'Bildung einer kriminellen Vereinigung',
  ],
  persian: [
    'قتل عمد',
    'کلاهبرداری',
    'سرقت مسلحانه',
    'قاچاق مواد مخدر',
    'پولشویی',
    'آدم‌ربایی',
    'ارتشا',
    'جعل اسناد',
  ],
  portuguese: [
    'homicídio',
    'burla',
    'estelionato',
    'roubo à mão armada',
    'tráfico de drogas',
    'lavagem de dinheiro',
    'estupro',
    'sequestro',
    'corrupção ativa',
    'falsificação de documentos',
  ],
  russian: [
    'убийство',
    'мошенничество',
    'разбой',
    'незаконный сбыт наркотических средств',
    'легализация денежных средств',
    'изнасилование',
    'похищение человека',
    'получение взятки',
    'подделка документов',
  ],
  spanish: [
    'homicidio',
    'estafa',
    'robo con violencia',
    'tráfico de drogas',
    'blanqueo de capitales',
    'violación',
    'secuestro',
    'cohecho',
    'falsificación de documentos',
    'asociación delictiva',
  ],
  turkish: [
    'kasten öldürme',
    'dolandırıcılık',
    'yağma',
    'uyuşturucu madde ticareti',
    'kara para aklama',
    'cinsel saldırı',
    'kişiyi hürriyetinden yoksun kılma',
    'rüşvet',
    'resmi belgede sahtecilik',
  ],
  ukrainian: [
    'вбивство',
    'шахрайство',
    'розбій',
    'незаконний збут наркотичних засобів',
    'відмивання коштів',
    'зґвалтування',
    'викрадення людини',
    'хабар',
    'підроблення документів',
  ],
};

describe('the lists of terms', () => {
  it('are in the languages that are promised', () => {
    expect(lists.map(([language]) => language)).toEqual(Object.keys(ORDINARY));
  });

  it.each(lists)('have terms of every topic: %s', (_, list) => {
    for (const topic of TERM_TOPICS) expect(list[topic].length).toBeGreaterThan(5);
  });

  it.each(lists)('have no term twice: %s', (_, list) => {
    for (const topic of TERM_TOPICS) {
      const terms = list[topic].map((term) => term.split(' ').map(comparable).join(' '));
      expect(terms.filter((term, at) => terms.indexOf(term) !== at)).toEqual([]);
    }
  });

  it('are found by every term of theirs', () => {
    const lost = all.filter(({ topic, term }) => {
      const hits = termsIn(term.replaceAll('*', ''));
      return !hits.some((hit) => hit.topic === topic && hit.term === term);
    });
    expect(lost).toEqual([]);
  });

  it('allow any ending only after enough letters to tell the word', () => {
    const short = all.filter(({ term }) =>
      term.split(' ').some((word, at) => {
        const least = at === 0 ? STEM_CHARACTERS_MIN : STEM_CHARACTERS_MIN - 1;
        return word.endsWith('*') && comparable(word).length < least;
      }),
    );
    expect(short).toEqual([]);
  });

  it('write the sign for any ending at the end of a word alone', () => {
    expect(all.filter(({ term }) => !/^[^*\s]+\*?( [^*\s]+\*?)*$/.test(term))).toEqual([]);
  });

  it('name no member', () => {
    const names = MEMBERS.flatMap(({ code }) => ENGLISH_NAMES.get(code) ?? []).map(
      (name) =>
        ` ${wordsOf(name)
          .map(({ forms }) => forms[0])
          .join(' ')} `,
    );
    const named = all.filter(({ term }) => {
      const words = ` ${wordsOf(term)
        .map(({ forms }) => forms[0])
        .join(' ')} `;
      return names.some((name) => words.includes(name));
    });
    expect(named).toEqual([]);
  });

  it.each(Object.entries(ORDINARY))('are silent on ordinary crimes: %s', (_, crimes) => {
    const alarms = crimes.map((crime) => [crime, ...found(crime)]);
    expect(alarms.filter((alarm) => alarm.length > 1)).toEqual([]);
    expect(found(crimes.join(', '))).toEqual([]);
  });
});

describe('a term', () => {
  it('is found whatever the case and the marks', () => {
    expect(found('DESERTION, désertion, Desértion')).toContain('desertion');
    expect(found('bLaSpHeMy')).toContain('blasphem*');
  });

  it('is found as a whole word alone', () => {
    expect(found('sectarian')).not.toContain('sect');
    expect(found('subculture')).toEqual([]);
    expect(found('unparking')).toEqual([]);
  });

  it('is found with other words between, but few', () => {
    expect(found('insulting the elected president')).toContain('insult* president');
    expect(found('insulting one of the guards of the president')).not.toContain(
      'insult* president',
    );
  });

  it('is found in its own order alone', () => {
    expect(found('the president was insulted')).not.toContain('insult* president');
  });

  it('is found across punctuation and hidden characters', () => {
    expect(found('military-service')).toContain('military service');
    expect(found('apo\u200bstasy')).toContain('apostasy');
    expect(found('lèse‑majesté')).toContain('lese majeste');
  });

  it('is found with and without the article and particles of Arabic', () => {
    expect(found('التجديف')).toContain('تجديف');
    expect(found('وتجديف')).toContain('تجديف');
    expect(found('بالتجديف')).toContain('تجديف');
    expect(found('الفرار من الجيش')).toContain('فرار جيش');
  });

  it('is found in Han only where its characters stand together', () => {
    expect(found('他涉嫌传教活动')).toContain('传教');
    expect(found('传统教育')).toEqual([]);
  });

  it('is found once, where it stands first', () => {
    const text = 'fraud, desertion, desertion';
    const [hit, ...others] = termsIn(text).filter(({ term }) => term === 'desertion');
    expect(others.filter(({ topic }) => topic === hit?.topic)).toEqual([]);
    expect(text.slice(hit?.start, hit?.end)).toBe('desertion');
    expect(hit?.start).toBe(7);
  });
});
