# Drives python-alipay-sdk (fzlee/alipay): one command a line on standard input, one answer a line on standard output, as JSON.
#   PYTHONPATH=<the client's folder> python3 emulator/clients/drive.py settings.json
import json
import platform
import sys
from importlib import metadata

from alipay import AliPay, DCAliPay
from alipay.exceptions import AliPayException, AliPayValidationError

with open(sys.argv[1], encoding="utf-8") as file:
    settings = json.load(file)
if settings["mode"] == "certificate":
    client = DCAliPay(
        appid=settings["appId"],
        app_private_key_string=settings["appPrivateKey"],
        app_public_key_cert_string=settings["appCert"],
        alipay_public_key_cert_string=settings["alipayCert"],
        alipay_root_cert_string=settings["rootCert"],
    )
else:
    client = AliPay(settings["appId"], None, settings["appPrivateKey"], settings["alipayPublicKey"])
# It knows Alipay's own addresses only.
client._gateway = settings["gateway"]


def answer(command):
    if command["do"] == "version":
        try:
            version = metadata.version("python-alipay-sdk")
        except metadata.PackageNotFoundError:
            version = settings["version"]
        return {"client": f"python-alipay-sdk {version}", "runtime": f"Python {platform.python_version()}"}
    if command["do"] == "page":
        urls = {name: command[name] for name in ("notify_url", "return_url") if command.get(name)}
        return {"url": f"{settings['gateway']}?{client.client_api(command['method'], command['biz'], **urls)}"}
    if command["do"] == "ask":
        urls = {"notify_url": command["notify_url"]} if command.get("notify_url") else {}
        try:
            return {"fields": client.server_api(command["method"], command["biz"], **urls), "verified": True}
        except AliPayValidationError:
            return {"verified": False}
        except AliPayException as error:
            return {"text": str(error), "verified": None}
    params = dict(command["params"])
    return {"genuine": client.verify(params, params.pop("sign"))}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), ensure_ascii=False), flush=True)
