/**
 * The console: one page to try a check with a token of one's own.
 * It must never keep a token anywhere but in the page, and never write an answer into the page as markup.
 */

const STYLE = `
:root{color-scheme:light}
body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#16202a;background:#f5f6f8}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.25rem;margin:0 0 1rem}
form{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:.75rem 1rem;background:#fff;border:1px solid #d4d9df;padding:1rem}
label{display:block;font-size:.85rem}
label.wide{grid-column:1/-1}
input,select,textarea{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.4rem;border:1px solid #8a949e;background:#fff;color:inherit}
textarea{font-family:ui-monospace,monospace;height:4.5rem}
button{font:inherit;padding:.5rem 1.25rem;border:1px solid #14406b;background:#14406b;color:#fff;cursor:pointer;justify-self:start}
button:disabled{opacity:.5;cursor:default}
input:focus-visible,select:focus-visible,textarea:focus-visible,button:focus-visible{outline:3px solid #f0a500;outline-offset:1px}
.result{margin-top:1rem;padding:.75rem 1rem;border-left:.4rem solid #8a949e;background:#fff}
.result[data-result=clear]{border-color:#2e7d32}.result[data-result=match]{border-color:#b3261e}.result[data-result=problem]{border-color:#b26a00}
article{background:#fff;border:1px solid #d4d9df;padding:1rem;margin-top:.75rem}
article h2{font-size:1rem;margin:0 0 .5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0}
dt{color:#4c5864}dd{margin:0;overflow-wrap:anywhere}
`;

const SCRIPT = `
const form=document.querySelector('form'),out=document.querySelector('#answer');
const line=(parent,name,text)=>{if(text===null||text===undefined||text==='')return;const dt=document.createElement('dt');dt.textContent=name;const dd=document.createElement('dd');dd.textContent=text;parent.append(dt,dd)};
const banner=(kind,text)=>{const p=document.createElement('p');p.className='result';p.dataset.result=kind;p.textContent=text;out.append(p)};
const names=person=>person.names.map(n=>n.fullName??[n.given,n.family].filter(Boolean).join(' ')).join('; ');
const show=match=>{const box=document.createElement('article'),h=document.createElement('h2'),dl=document.createElement('dl');
h.textContent=match.recordId+', score '+match.score.toFixed(2);box.append(h,dl);
line(dl,'Owner',match.owner+' ('+match.ownerStatus+')');line(dl,'Index',match.index+(match.colour?', '+match.colour:'')+', '+match.kind);
if(match.person){line(dl,'Names',names(match.person));line(dl,'Born',match.person.datesOfBirth.join(', '));line(dl,'Nationality',match.person.nationalities.join(', '))}
if(match.document)line(dl,'Document',match.document.issuer+' '+match.document.number+', '+match.document.status);
line(dl,'Action',match.action+' ('+match.response+')');line(dl,'Warnings',match.warnings.join(', '));line(dl,'Review',match.reviewStatus);
for(const e of match.explanation)line(dl,'Because: '+e.field,e.detail+' ('+e.score.toFixed(2)+')');
line(dl,'Handling',match.handling);out.append(box)};
form.addEventListener('submit',async event=>{event.preventDefault();out.replaceChildren();const f=new FormData(form),text=k=>String(f.get(k)).trim();
const check={purpose:text('purpose')};
if(text('name'))check.person={fullName:text('name'),...(text('born')?{dateOfBirth:text('born')}:{})};
if(text('number'))check.documents=[{number:text('number'),issuer:text('issuer').toUpperCase()}];
if(text('mrz'))check.mrz=text('mrz').split('\\n').map(l=>l.trim()).filter(Boolean);
const button=form.querySelector('button');button.disabled=true;
try{const reply=await fetch('/v1/checks',{method:'POST',headers:{'content-type':'application/json',authorization:'Bearer '+text('token')},body:JSON.stringify(check)});
const body=await reply.json();
if(!reply.ok)banner('problem',body.title+': '+body.detail+(body.path?' ('+body.path+')':''));
else{banner(body.result,body.result==='clear'?'Clear: '+Object.keys(body.indexes).join(', ')+' answered, nothing found.':body.result==='match'?body.matches.length+(body.matches.length===1?' match':' matches'):body.result);body.matches.forEach(show)}}
catch{banner('problem','The service did not answer.')}finally{button.disabled=false}});
`;

export const CONSOLE_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>portcullis</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body><main><h1>portcullis: a check</h1>
<form autocomplete="off"><label class="wide">Token<input name="token" type="password" required></label>
<label>Full name<input name="name" maxlength="200"></label><label>Date of birth<input name="born" placeholder="1974-08-12" maxlength="10"></label>
<label>Document number<input name="number" maxlength="40"></label><label>Issuer (three letters)<input name="issuer" maxlength="3"></label>
<label class="wide">Machine readable zone, line by line<textarea name="mrz"></textarea></label>
<label>Purpose<select name="purpose"><option>border</option><option>police</option><option>identification</option><option>security</option></select></label>
<button>Check</button></form><div id="answer" role="status" aria-live="polite"></div></main><script>${SCRIPT}</script></body></html>`;
