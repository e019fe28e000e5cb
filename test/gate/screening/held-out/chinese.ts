/**
 * Offences in Chinese that the lists of terms were never fitted to.
 * It must never be a reason to take up a term: it says how the lists do on what they do not know.
 */
import { lines, type Wordings } from '../wordings/form.js';

export const CHINESE_HELD_OUT: Wordings = {
  political: lines(`
    为恐怖组织招募成员
    资助恐怖组织
    鼓吹恐怖主义
    参与骚乱
    组织非法集会
    煽动分裂国家
    危害国家统一
    发动政变
    散布虚假消息诋毁政府
    勾結外國勢力
    侮辱國歌
    诽谤国家领导人
    煽動他人憎恨政府
    窃取国家秘密
    为敌国从事间谍活动
    参加非法组织
    聚众扰乱社会秩序
  `),
  military: lines(`
    擅自离队逃亡
    逃避征兵
    抗拒动员令
    不服从上级命令
    诋毁军人
    逃兵
  `),
  religious: lines(`
    叛离伊斯兰教
    亵渎先知
    非法宗教活动
    传播邪教
    参加地下教会
    巫术
    煽动宗教仇恨
  `),
  racial: lines(`
    煽动种族歧视
    宣扬种族主义
    挑起民族冲突
    侮辱少数民族
    族群仇恨言论
    制造部落冲突
  `),
  ordinary: lines(`
    在市场引爆炸弹
    驾驶卡车实施恐怖袭击
    谋杀部长未遂
    向犯罪团伙贩卖枪支
    骗取国家补贴
    侵占教会资金
    盗窃圣像
    猥亵儿童
    盗窃军队车辆
    组织他人偷越国境
    向外国公职人员行贿
    入侵政府网站
    骗取贷款
    领导犯罪集团
    拒绝作证
    贩运可卡因
    杀害警察
    绑架记者勒索赎金
    盗掘坟墓
    伪造货币
    背信损害公司利益
    组织卖淫
    内幕交易
    酒后闹事打人
  `),
};
