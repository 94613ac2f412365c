/** Colours and measures of the service's own pages, so that the outside world looks kept, too. */
export const pageStyles = `
:root { --ink:#1e2124; --ink-2:#464c53; --ink-3:#6d7882; --line:#e6e8ea; --line-2:#cdd1d5;
  --ground:#f6f5f2; --paper:#fff; --primary:#256ef4; --primary-dark:#0b50d0; --tint:#ecf2fe;
  --good:#228738; --good-bg:#eaf6ec; --care:#9e6a00; --care-bg:#fff3db; --bad:#bd2c0f; --bad-bg:#fdefec; }
* { box-sizing:border-box; }
body { margin:0; background:var(--ground); color:var(--ink); word-break:keep-all; overflow-wrap:anywhere;
  font:17px/1.6 "Pretendard GOV","Noto Sans KR","Apple SD Gothic Neo","Malgun Gothic",sans-serif;
  font-variant-numeric:tabular-nums; letter-spacing:-0.01em; }
a { color:var(--primary-dark); }
.wide { max-width:1080px; margin:0 auto; padding:0 20px; }
.bar { background:var(--paper); border-bottom:1px solid var(--line); }
.bar .wide { display:flex; flex-wrap:wrap; gap:8px 28px; align-items:center; padding:14px 20px; }
.bar nav { display:flex; flex-wrap:wrap; gap:4px 20px; font-size:15px; }
.bar nav a { color:var(--ink-2); text-decoration:none; padding:4px 0; }
.bar nav a:hover { color:var(--primary-dark); }
.mark { font-weight:700; font-size:20px; color:var(--ink); text-decoration:none; }
.mark span { font-weight:400; font-size:14px; color:var(--ink-3); }
h1 { font-size:32px; line-height:1.3; letter-spacing:-0.02em; margin:36px 0 8px; }
h2 { font-size:21px; letter-spacing:-0.02em; margin:0 0 12px; }
.lead { color:var(--ink-2); margin:0 0 24px; }
.card { background:var(--paper); border:1px solid var(--line); border-radius:14px; padding:24px; margin:0 0 16px; }
.muted { color:var(--ink-3); font-size:15px; }
.state { display:inline-block; white-space:nowrap; padding:1px 9px; border-radius:6px; font-size:14px; background:var(--tint); color:var(--primary-dark); }
.state.good { background:var(--good-bg); color:var(--good); }
.state.care { background:var(--care-bg); color:var(--care); }
.state.bad { background:var(--bad-bg); color:var(--bad); }
.row { display:flex; flex-wrap:wrap; gap:10px; align-items:end; }
.row form { display:contents; }
button, .button { font:inherit; white-space:nowrap; font-size:16px; min-height:44px; padding:8px 18px; border-radius:10px; cursor:pointer;
  border:1px solid var(--line-2); background:var(--paper); color:var(--ink); text-decoration:none; display:inline-flex; align-items:center; }
button.primary { background:var(--primary); border-color:var(--primary); color:#fff; font-weight:600; }
button.small, .button.small { min-height:36px; padding:4px 12px; font-size:15px; }
button:focus-visible, a:focus-visible, input:focus-visible, select:focus-visible { outline:3px solid var(--primary); outline-offset:2px; }
label { display:block; font-size:15px; color:var(--ink-2); }
input, select { font:inherit; min-height:44px; padding:8px 12px; border:1px solid var(--line-2); border-radius:10px; background:var(--paper); max-width:100%; }
.scroll { overflow-x:auto; }
.scroll table { min-width:720px; }
table { border-collapse:collapse; width:100%; font-size:15px; }
th { text-align:left; font-weight:600; color:var(--ink-2); border-bottom:1px solid var(--line-2); padding:8px 10px 8px 0; white-space:nowrap; }
td { border-bottom:1px solid var(--line); padding:10px 10px 10px 0; vertical-align:top; }
td .links { display:flex; flex-wrap:wrap; gap:4px 12px; }
pre { background:#fafaf8; border:1px solid var(--line); border-radius:10px; padding:12px; font-size:13px; overflow:auto; max-height:420px; white-space:pre-wrap; }
code { font-size:0.93em; background:#f1f1ee; border-radius:5px; padding:1px 6px; }
dl.facts { display:grid; grid-template-columns:max-content 1fr; gap:6px 20px; margin:0; }
dl.facts dt { color:var(--ink-3); } dl.facts dd { margin:0; }
.phone { max-width:400px; margin:0 auto 40px; background:#b2c7da; border:10px solid #24282c; border-radius:38px; padding:18px 14px 26px; min-height:560px; }
.phone h2 { text-align:center; font-size:16px; color:#24282c; }
.day { text-align:center; font-size:13px; color:#39434c; margin:14px 0; }
.talk { background:#fff; border-radius:4px 16px 16px 16px; overflow:hidden; margin:0 24px 4px 0; font-size:15px; }
.talk .top { background:#fae100; color:#3b1e1e; font-weight:600; font-size:13px; padding:6px 14px; }
.talk p, .text p { margin:0; padding:12px 14px; white-space:pre-wrap; }
.talk .choice { display:block; margin:0 14px 10px; padding:8px; text-align:center; background:#f2f3f4; border-radius:6px; color:#24282c; text-decoration:none; font-size:14px; }
.text { background:#e9eaee; border-radius:18px; margin:0 60px 4px 0; font-size:15px; }
.text strong { display:block; padding:10px 14px 0; }
.when { font-size:12px; color:#39434c; margin:0 0 14px 6px; }
.error { border-left:4px solid var(--bad); background:var(--bad-bg); color:var(--bad); padding:12px 16px; border-radius:6px; }
.narrow { max-width:480px; }
.narrow button, .narrow input { width:100%; justify-content:center; }
.qr svg { width:180px; height:180px; display:block; margin:0 auto; }
.fields { display:grid; grid-template-columns:repeat(auto-fit,minmax(190px,1fr)); gap:14px; align-items:end; margin:18px 0 12px; }
.fields input, .fields select { width:100%; }
.fields button { justify-content:center; }
table.roomy { min-width:680px; }
table.roomy td, table.roomy .state { overflow-wrap:normal; }
table.roomy code { white-space:nowrap; }
dl.facts + form { margin-top:16px; }
ul.plain { list-style:none; margin:0; padding:0; }
ul.plain .row { align-items:center; margin-bottom:8px; }
@media (max-width:600px) { h1 { font-size:27px; } .card { padding:18px; } dl.facts { grid-template-columns:1fr; gap:0; } dl.facts dd { margin-bottom:10px; } }
`;
