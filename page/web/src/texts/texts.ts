import type { Language } from './language';

/** What the page itself says; titles and descriptions of boards come with the boards. */
export interface Texts {
  boards: string;
  boardsIntro: string;
  noBoards: string;
  all: string;
  loading: string;
  noData: string;
  noDataHint: string;
  panelFailed: string;
  pageFailed: string;
  unknownPanel: (type: string) => string;
  retry: string;
  refresh: string;
  language: string;
  theme: string;
  dark: string;
  light: string;
  filters: string;
  links: string;
  skipToBoard: string;
  collapse: (title: string) => string;
  expand: (title: string) => string;
  anyValue: string;
  notFound: string;
  toBoards: string;
  explain: string;
}

export const TEXTS: Record<Language, Texts> = {
  en: {
    boards: 'Boards',
    boardsIntro: 'Each board answers one question. Pick the one you have.',
    noBoards: 'There is no board in this language.',
    all: 'All',
    loading: 'Loading …',
    noData: 'No data',
    noDataHint: 'Nothing matches this time range and these filters.',
    panelFailed: 'This panel could not be loaded',
    pageFailed: 'This page could not be loaded',
    unknownPanel: (type) => `Panels of type ${type} cannot be shown here`,
    retry: 'Try again',
    refresh: 'Refresh',
    language: 'Language',
    theme: 'Colours',
    dark: 'Dark',
    light: 'Light',
    filters: 'Filters',
    links: 'Further boards',
    skipToBoard: 'Skip to the board',
    collapse: (title) => `Collapse ${title}`,
    expand: (title) => `Expand ${title}`,
    anyValue: 'Any',
    notFound: 'There is no such page.',
    toBoards: 'To all boards',
    explain: 'Explain event by event',
  },
  zh: {
    boards: '看板',
    boardsIntro: '每个看板回答一个问题，请选择您关心的那一个。',
    noBoards: '没有该语言的看板。',
    all: '全部',
    loading: '加载中…',
    noData: '暂无数据',
    noDataHint: '所选时间范围和筛选条件下没有数据。',
    panelFailed: '此面板加载失败',
    pageFailed: '页面加载失败',
    unknownPanel: (type) => `此处无法显示 ${type} 类型的面板`,
    retry: '重试',
    refresh: '刷新',
    language: '语言',
    theme: '配色',
    dark: '深色',
    light: '浅色',
    filters: '筛选',
    links: '相关看板',
    skipToBoard: '跳到看板内容',
    collapse: (title) => `收起 ${title}`,
    expand: (title) => `展开 ${title}`,
    anyValue: '不限',
    notFound: '没有这个页面。',
    toBoards: '返回全部看板',
    explain: '逐事件解释',
  },
};
