import type { Language } from '../texts/language';

/** What the page says about a history, beside the words that come with it. */
export interface ExplainTexts {
  explain: string;
  tenant: string;
  events: (count: number) => string;
  repeated: (count: number) => string;
  sameContents: (count: number) => string;
  late: (count: number) => string;
  moved: (keys: string) => string;
  upTo: string;
  notEvaluated: string;
  timeline: string;
  clocks: string;
  noClocks: string;
  facts: string;
  noFacts: string;
  policies: string;
  left: string;
  silence: string;
  omittedEvents: (count: number) => string;
  omittedChanges: (count: number) => string;
  omittedRows: (count: number) => string;
  foldClocks: (name: string, count: number) => string;
  clockStarts: string;
  noChange: string;
  effect: Record<'new' | 'changed' | 'gone', string>;
  by: string;
  asked: string;
  actor: Record<string, string>;
  columns: Record<'clock' | 'clocks' | 'worst' | 'level' | 'target' | 'state' | 'started' | 'due' | 'ended' | 'overrun' | 'owner', string>;
  businessTime: string;
  since: string;
  shipped: string;
  duplicate: (id: string) => string;
  sameAs: (id: string) => string;
  tooLate: string;
  history: string;
  beforeWas: string;
}

export const EXPLAIN_TEXTS: Record<Language, ExplainTexts> = {
  en: {
    explain: 'Explain',
    tenant: 'Tenant',
    events: (count) => `${count} ${count === 1 ? 'event' : 'events'}`,
    repeated: (count) => `${count} delivered again`,
    sameContents: (count) => `${count} with the same contents`,
    late: (count) => `${count} too late`,
    moved: (keys) => `Evaluated with it, as merged leads and deals that came from it: ${keys}`,
    upTo: 'Evaluated up to',
    notEvaluated: 'Silence has not been evaluated yet',
    timeline: 'What happened, and what it changed',
    clocks: 'Promises and their deadlines',
    noClocks: 'No promise applies.',
    facts: 'The figures as they stand',
    noFacts: 'Nothing is counted of it.',
    policies: 'Rules in force',
    left: 'What does not count',
    silence: 'Nothing happened until then',
    omittedEvents: (count) => `${count} more events are left out here`,
    omittedChanges: (count) => `${count} more changes are left out here`,
    omittedRows: (count) => `${count} more are left out`,
    foldClocks: (name, count) => `${name}: all ${count} clocks`,
    clockStarts: 'starts',
    noChange: 'Changes no figure',
    effect: { new: 'new', changed: 'changed', gone: 'no longer holds' },
    by: 'by',
    asked: 'asked for',
    actor: { human: 'person', bot: 'bot', system: 'system', customer: 'customer' },
    columns: { clock: 'Promise', clocks: 'Clocks', worst: 'Worst', level: 'Latest level', target: 'Target', state: 'State', started: 'Started', due: 'Due', ended: 'Ended', overrun: 'Overdue by', owner: 'Owner' },
    businessTime: 'working time',
    since: 'in force since',
    shipped: 'shipped with crm-pulse',
    duplicate: (id) => `Delivered again: repeats ${id}`,
    sameAs: (id) => `The same contents as ${id}`,
    tooLate: 'Came too late',
    history: 'History on the board',
    beforeWas: 'before:',
  },
  zh: {
    explain: '解释',
    tenant: '租户',
    events: (count) => `${count} 个事件`,
    repeated: (count) => `${count} 个重复送达`,
    sameContents: (count) => `${count} 个内容相同`,
    late: (count) => `${count} 个过迟`,
    moved: (keys) => `与其合并计算（被合并的线索、由其产生的商机）：${keys}`,
    upTo: '已计算至',
    notEvaluated: '尚未计算静默时间',
    timeline: '发生了什么，改变了什么',
    clocks: '承诺与期限',
    noClocks: '没有适用的承诺。',
    facts: '当前数据',
    noFacts: '没有计入任何指标。',
    policies: '适用规则',
    left: '未计入的事件',
    silence: '直到此时没有任何事件',
    omittedEvents: (count) => `此处省略 ${count} 个事件`,
    omittedChanges: (count) => `此处另有 ${count} 项变更未显示`,
    omittedRows: (count) => `另有 ${count} 条未显示`,
    foldClocks: (name, count) => `${name}：全部 ${count} 个计时`,
    clockStarts: '开始计时',
    noChange: '没有改变任何数据',
    effect: { new: '新增', changed: '变更', gone: '不再成立' },
    by: '由',
    asked: '所查事件',
    actor: { human: '人员', bot: '机器人', system: '系统', customer: '客户' },
    columns: { clock: '承诺', clocks: '计时数', worst: '最差状态', level: '最近级别', target: '时限', state: '状态', started: '开始', due: '到期', ended: '结束', overrun: '超时', owner: '负责人' },
    businessTime: '工作时间',
    since: '生效时间',
    shipped: 'crm-pulse 自带',
    duplicate: (id) => `重复送达，与 ${id} 相同`,
    sameAs: (id) => `内容与 ${id} 相同`,
    tooLate: '到达过迟',
    history: '在看板上查看',
    beforeWas: '之前：',
  },
};
