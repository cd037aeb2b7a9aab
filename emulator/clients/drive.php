<?php
// Drives Alipay's own PHP client (alipay/alipay-sdk-php-all, v2/aop): one command a line on standard input, one answer a line on standard
// output, as JSON.
//   php emulator/clients/drive.php settings.json <the client's v2/aop>
error_reporting(E_ALL & ~E_DEPRECATED & ~E_WARNING & ~E_NOTICE);
date_default_timezone_set("Asia/Shanghai");
$settings = json_decode(file_get_contents($argv[1]), true);
$aop = $argv[2];
$isCertificate = $settings["mode"] === "certificate";
// One of its files ends with a line feed behind the closing tag, which PHP prints.
ob_start();
require_once $isCertificate ? "$aop/AopCertClient.php" : "$aop/AopClient.php";
ob_end_clean();

$bare = fn ($pem) => preg_replace('/-----[A-Z ]+-----|\s/', "", $pem);
$client = $isCertificate ? new AopCertClient() : new AopClient();
$client->gatewayUrl = $settings["gateway"];
$client->appId = $settings["appId"];
$client->signType = "RSA2";
$client->postCharset = "utf-8";
$client->rsaPrivateKey = $bare($settings["appPrivateKeyPkcs1"]);
if ($isCertificate) {
    $client->alipayrsaPublicKey = $client->getPublicKeyFromContent($settings["alipayCert"]);
    $client->appCertSN = $client->getCertSNFromContent($settings["appCert"]);
    $client->alipayRootCertSN = $client->getRootCertSNFromContent($settings["rootCert"]);
    $client->isCheckAlipayPublicCert = false;
} else {
    $client->alipayrsaPublicKey = $bare($settings["alipayPublicKey"]);
}

function requestOf($aop, $command)
{
    $name = str_replace(" ", "", ucwords(str_replace(".", " ", $command["method"]))) . "Request";
    require_once "$aop/request/$name.php";
    $request = new $name();
    $request->setBizContent(json_encode($command["biz"], JSON_UNESCAPED_UNICODE));
    if (isset($command["notify_url"])) $request->setNotifyUrl($command["notify_url"]);
    if (isset($command["return_url"])) $request->setReturnUrl($command["return_url"]);
    return $request;
}

while (($line = fgets(STDIN)) !== false) {
    $command = json_decode($line, true);
    ob_start();
    switch ($command["do"]) {
        case "version":
            $answer = ["client" => "alipay-sdk-php-all " . $settings["version"], "runtime" => "PHP " . PHP_VERSION];
            break;
        case "page":
            $answer = ["url" => $client->pageExecute(requestOf($aop, $command), "GET")];
            break;
        case "ask":
            try {
                $got = $client->execute(requestOf($aop, $command));
                $answer = $got === false ? ["verified" => false] : ["fields" => $got, "verified" => isset($got->sign) ? true : null];
            } catch (Exception $error) {
                $answer = ["verified" => false, "text" => $error->getMessage()];
            }
            break;
        default:
            $answer = ["genuine" => (bool) $client->rsaCheckV1($command["params"], null, "RSA2")];
    }
    ob_end_clean();
    fwrite(STDOUT, json_encode($answer, JSON_UNESCAPED_UNICODE) . "\n");
}
