@echo off
rem Windows: sets Mammoth Hunt up once, then opens it in the browser.  Keep it in one folder with the wheel (mammoth_hunt-....whl).
setlocal
cd /d "%~dp0"
if not defined MAMMOTH_HUNT_HOME set "MAMMOTH_HUNT_HOME=%LOCALAPPDATA%\mammoth-hunt"

set "wheel="
for %%f in (mammoth_hunt-*.whl) do (set "wheel=%%f" & set "mark=%%~nxf %%~zf %%~tf")
if not defined wheel goto nowheel

set "installed="
if exist "%MAMMOTH_HUNT_HOME%\installed" set /p installed=<"%MAMMOTH_HUNT_HOME%\installed"
if "%installed%"=="%mark%" goto ask

set "python="
for %%p in ("py -3.13" "py -3.12" "py -3.11" "python") do if not defined python (
    %%~p -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "python=%%~p"
)
if not defined python (
    echo Python 3.11 or newer is needed. Install it from https://www.python.org/downloads and start again.
    goto stop
)
echo Setting Mammoth Hunt up, once. This takes a few minutes, about 1 GB, and internet.
%python% -m venv "%MAMMOTH_HUNT_HOME%" || goto failed
"%MAMMOTH_HUNT_HOME%\Scripts\python" -m pip install -q --disable-pip-version-check "%wheel%" || goto failed
"%MAMMOTH_HUNT_HOME%\Scripts\python" -m pip install -q --disable-pip-version-check --force-reinstall --no-deps "%wheel%" || goto failed
>"%MAMMOTH_HUNT_HOME%\installed" echo %mark%

:ask
set "what=%~1"
if defined what goto go
echo.
echo 1  the stage: watch, play, compare
echo 2  a workshop with phones
echo 3  the documents
echo.
set /p what=Type 1, 2 or 3, then Enter (1): 
:go
set "command=live"
if "%what%"=="2" set "command=room"
if "%what%"=="room" set "command=room"
if "%what%"=="3" set "command=docs"
if "%what%"=="docs" set "command=docs"
echo To stop, close this window or press Ctrl-C.
"%MAMMOTH_HUNT_HOME%\Scripts\hunt" %command%
if errorlevel 1 goto stop
exit /b 0

:nowheel
echo There is no file mammoth_hunt-....whl in this folder. Put it next to this script.
goto stop
:failed
echo It could not be set up. The lines above say why; with internet, start again.
:stop
echo.
pause
exit /b 1
