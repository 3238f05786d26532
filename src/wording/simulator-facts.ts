/** What is counted before and after the plug is pulled, in the order in which the stage counts it. */
export const keptNames = ['收到的消息', '登记的条目', '初稿', '运行记录', '发出的消息'];

export const storeName = 'lowdb（本机文件）';
