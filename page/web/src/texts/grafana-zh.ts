/** What Grafana's components say, in Chinese: the keys that this page can show. */
export const GRAFANA_ZH = {
  combobox: {
    async: { error: '加载选项时出错' },
    clear: { title: '清除' },
    'custom-value': { description: '使用自定义值' },
    options: { 'no-found': '没有找到选项' },
  },
  multicombobox: {
    all: { title: '全部', 'title-select': '全选', 'title-deselect': '取消全选', 'title-select-filtered': '全选（筛选结果）', 'title-deselect-filtered': '取消全选（筛选结果）' },
    clear: { title: '全部清除' },
  },
  'refresh-picker': {
    'aria-label': { 'choose-interval': '选择自动刷新间隔', 'duration-selected': '自动刷新间隔：{{durationAriaLabel}}' },
    'live-option': { label: '实时' },
    'off-option': { label: '关闭', 'aria-label': '关闭自动刷新' },
    'auto-option': { label: '自动' },
    tooltip: { 'interval-selected': '设置自动刷新间隔', 'turned-off': '自动刷新已关闭' },
  },
  'time-picker': {
    absolute: { title: '绝对时间范围', 'recent-title': '最近使用的时间范围' },
    calendar: { 'apply-button': '应用时间范围', 'cancel-button': '取消', close: '关闭日历', 'next-month': '下个月', 'previous-month': '上个月', 'select-time': '选择时间范围' },
    content: { 'empty-recent-list-info': '', 'filter-placeholder': '搜索快捷范围' },
    'copy-paste': { 'tooltip-copy': '复制时间范围', 'tooltip-paste': '粘贴时间范围' },
    footer: { 'change-settings-button': '更改设置', 'time-zone-option': '时区', 'time-zone-selection': '选择时区', 'fiscal-year-option': '财年', 'fiscal-year-start': '财年起始月份' },
    'range-content': {
      'apply-button': '应用时间范围',
      'default-error': '请输入过去的日期或“now”',
      'range-error': '“从”不能晚于“到”',
      'fiscal-year': '财年',
      'from-input': '从',
      'to-input': '到',
      'open-input-calendar': '打开日历',
    },
    'range-picker': {
      'backwards-time-aria-label': '向前移动时间范围',
      'forwards-time-aria-label': '向后移动时间范围',
      'current-time-selected': '已选时间范围：{{currentTimeRange}}',
      to: '至',
      'zoom-out-button': '放大时间范围',
      'zoom-out-tooltip': '放大时间范围',
    },
    'time-range': { 'aria-role': '选择时间范围', 'default-title': '时间范围', 'example-title': '示例时间范围', 'from-label': '从', 'to-label': '到', specify: '指定时间范围', 'submit-button-label': '应用' },
    zone: { 'select-aria-label': '选择时区', 'select-search-input': '输入以搜索（城市、缩写）' },
  },
  table: { 'link-wrapper': { menu: '打开链接' } },
  'grafana-ui': {
    'panel-chrome': { 'ariaLabel-panel-loading': '面板加载中', 'ariaLabel-panel-status': '面板状态', 'aria-label-toggle-collapse': '展开或收起面板' },
    table: { 'sort-column': '按此列排序', 'cell-inspect': '查看完整内容', 'cell-inspect-tooltip': '查看完整内容', 'inspect-drawer-title': '完整内容', tooltip: { trigger: '显示提示' } },
    'viz-legend': { 'right-axis-indicator': '（右轴）' },
    'viz-tooltip': { timestamp: '时间' },
  },
};
